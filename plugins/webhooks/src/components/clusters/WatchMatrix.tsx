import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import Paper from '@material-ui/core/Paper';
import Switch from '@material-ui/core/Switch';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { Fragment, useState } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { WatchRow } from './WatchRow';
import { isUnwell, matrixOf } from './matrixOf';
import { useMatrixStyles } from './useMatrixStyles';

/** Every watched kind in every cluster. On a narrow screen one cluster at a time. */
export function WatchMatrix(props: { clusters: ClusterInfo[] }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useMatrixStyles();
  const isNarrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('sm'));
  const [chosen, setChosen] = useState<string>();
  const [onlyUnwell, setOnlyUnwell] = useState(false);

  const watched = props.clusters.filter(({ watches }) => watches.length > 0);
  const one = watched.find(({ name }) => name === chosen) ?? watched[0];
  if (!one) return null;
  const clusters = isNarrow ? [one] : watched;
  const rows = matrixOf(clusters).filter(
    ({ watches }) => !onlyUnwell || [...watches.values()].some(isUnwell),
  );
  const sections = (['kubernetes', 'custom'] as const)
    .map(name => ({
      name,
      rows: rows.filter(({ isCustom }) => isCustom === (name === 'custom')),
    }))
    .filter(section => section.rows.length > 0);
  return (
    <Paper>
      <div className={classes.toolbar}>
        {isNarrow && watched.length > 1 && (
          <TextField
            select
            size="small"
            variant="outlined"
            id="webhooks-cluster"
            label={t('clusters.cluster')}
            className={classes.choice}
            value={one.name}
            onChange={event => setChosen(event.target.value)}
          >
            {watched.map(({ name, title = name }) => (
              <MenuItem key={name} value={name}>
                {title}
              </MenuItem>
            ))}
          </TextField>
        )}
        <FormControlLabel
          control={
            <Switch
              color="primary"
              checked={onlyUnwell}
              onChange={(_, checked) => setOnlyUnwell(checked)}
            />
          }
          label={t('clusters.onlyUnwell')}
        />
      </div>
      <div className={classes.scroll}>
        <Table size="small" className={classes.table}>
          <TableHead>
            <TableRow>
              <TableCell className={classes.kind}>
                {t('clusters.kind')}
              </TableCell>
              {clusters.map(({ name, title = name }) => (
                <TableCell key={name} className={classes.cluster}>
                  {title}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.length === 0 && (
              <TableRow>
                <TableCell colSpan={clusters.length + 1}>
                  <Typography>{t('clusters.allWell')}</Typography>
                </TableCell>
              </TableRow>
            )}
            {sections.map(section => (
              <Fragment key={section.name}>
                <TableRow className={classes.section}>
                  <TableCell colSpan={clusters.length + 1}>
                    <Typography variant="subtitle2" component="span">
                      {t(`clusters.section.${section.name}`)}
                    </Typography>
                  </TableCell>
                </TableRow>
                {section.rows.map(row => (
                  <WatchRow key={row.resource} row={row} clusters={clusters} />
                ))}
              </Fragment>
            ))}
          </TableBody>
        </Table>
      </div>
    </Paper>
  );
}
