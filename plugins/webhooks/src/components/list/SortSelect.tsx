import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { webhooksTranslationRef } from '../../translation';
import { useListStyles } from './useListStyles';
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
  const classes = useListStyles();
  const { query, onOrder } = props;
  return (
    <TextField
      select
      id="list-sort"
      className={classes.narrowOnly}
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
  );
}
