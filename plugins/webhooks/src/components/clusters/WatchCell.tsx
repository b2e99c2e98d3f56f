import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import ButtonBase from '@material-ui/core/ButtonBase';
import TableCell from '@material-ui/core/TableCell';
import Tooltip from '@material-ui/core/Tooltip';
import { webhooksTranslationRef } from '../../translation';
import { describeReason } from '../../wording/describeReason';
import { WatchState } from './WatchState';
import { useMatrixStyles } from './useMatrixStyles';

/** The state of one kind in one cluster; more about it opens below its row. */
export function WatchCell(props: {
  watch?: WatchInfo;
  cluster: string;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useMatrixStyles();
  const { watch, cluster, isOpen, onToggle } = props;
  if (!watch) {
    return (
      <TableCell className={classes.cell}>
        <div className={classes.none} title={t('clusters.notWatched')}>
          —
        </div>
      </TableCell>
    );
  }
  const { kind, state } = watch;
  const reason = describeReason(watch, t);
  return (
    <TableCell className={classes.cell}>
      <Tooltip title={isOpen ? '' : reason ?? ''}>
        <ButtonBase
          className={classes.button}
          focusVisibleClassName={classes.focused}
          aria-expanded={isOpen}
          aria-label={t('clusters.show', {
            kind,
            cluster,
            state: t(`clusters.state.${state}`),
          })}
          onClick={onToggle}
        >
          <WatchState state={state} />
        </ButtonBase>
      </Tooltip>
    </TableCell>
  );
}
