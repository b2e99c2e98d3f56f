import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { ReactNode } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { useListStyles } from './useListStyles';
import { ListOrder, ListQuery } from './useListQuery';
import { Selection } from './useSelection';

/** The names of the columns; some sort the list, and the box chooses all rows of the page. */
export function ListHead(props: {
  /** Of the rows on the page. */
  ids: string[];
  selection: Selection;
  query: Pick<ListQuery, 'order' | 'reversed'>;
  onOrder: (order: ListOrder, reversed: boolean) => void;
  /** Leaves out the columns for what can be done. */
  isReadOnly: boolean;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useListStyles();
  const { ids, selection, query, onOrder, isReadOnly } = props;
  const choosable = ids.filter(selection.canChoose);
  const chosen = choosable.filter(selection.isChosen);

  const sorting = (order: ListOrder, label: ReactNode) => {
    const active = query.order === order;
    return {
      sortDirection: active && (query.reversed ? 'desc' : 'asc'),
      children: (
        <TableSortLabel
          active={active}
          direction={active && query.reversed ? 'desc' : 'asc'}
          onClick={() => onOrder(order, active && !query.reversed)}
        >
          {label}
        </TableSortLabel>
      ),
    } as const;
  };
  return (
    <TableHead>
      <TableRow>
        {!isReadOnly && (
          <TableCell
            role={choosable.length > 0 ? undefined : 'presentation'}
            className={classes.choose}
          >
            {choosable.length > 0 && (
              <Checkbox
                size="small"
                color="primary"
                checked={chosen.length === choosable.length}
                indeterminate={
                  chosen.length > 0 && chosen.length < choosable.length
                }
                onChange={(_, checked) => selection.choose(choosable, checked)}
                inputProps={{ 'aria-label': t('bulk.chooseAll') }}
              />
            )}
          </TableCell>
        )}
        <TableCell {...sorting('name', t('list.column.webhook'))} />
        <TableCell
          className={classes.health}
          {...sorting('health', t('list.column.health'))}
        />
        <TableCell className={classes.activity}>
          {t('list.column.activity')}
        </TableCell>
        <TableCell
          className={classes.lastDelivery}
          {...sorting('lastDelivery', t('list.column.lastDelivery'))}
        />
        <TableCell className={classes.enabled}>
          {t('list.column.enabled')}
        </TableCell>
        {!isReadOnly && (
          <TableCell className={classes.actions} align="right">
            {t('list.column.actions')}
          </TableCell>
        )}
      </TableRow>
    </TableHead>
  );
}
