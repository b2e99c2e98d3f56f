import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Hidden from '@material-ui/core/Hidden';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { webhooksTranslationRef } from '../../translation';
import { LIST_ORDERS, ListOrder, ListQuery } from './useListQuery';

const COLUMNS = {
  name: 'webhook',
  health: 'health',
  lastDelivery: 'lastDelivery',
} as const;

/** Sorts the list where it has no head to do it with: on narrow screens, whose rows are cards. */
export function SortSelect(props: {
  query: Pick<ListQuery, 'order'>;
  onOrder: (order: ListOrder, reversed: boolean) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { query, onOrder } = props;
  return (
    <Hidden mdUp>
      <Box mb={2}>
        <TextField
          select
          fullWidth
          id="list-sort"
          label={t('list.sort')}
          value={query.order}
          onChange={event => onOrder(event.target.value as ListOrder, false)}
          variant="outlined"
          size="small"
        >
          {LIST_ORDERS.map(order => (
            <MenuItem key={order} value={order}>
              {t(`list.column.${COLUMNS[order]}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
    </Hidden>
  );
}
