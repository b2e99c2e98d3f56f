import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RequestHeaderInput } from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import IconButton from '@material-ui/core/IconButton';
import TextField from '@material-ui/core/TextField';
import AddIcon from '@material-ui/icons/Add';
import RemoveIcon from '@material-ui/icons/DeleteOutline';
import { webhooksTranslationRef } from '../../translation';

const MOST = 20;

/** Headers that each request carries. A stored value can only be kept or replaced. */
export function HeaderFields(props: {
  headers: readonly RequestHeaderInput[];
  problem?: string;
  onChange: (headers: RequestHeaderInput[]) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { headers, problem, onChange } = props;
  const change = (index: number, changes: Partial<RequestHeaderInput>) =>
    onChange(
      headers.map((it, i) => (i === index ? { ...it, ...changes } : it)),
    );
  return (
    <FormControl
      component="fieldset"
      fullWidth
      margin="normal"
      error={Boolean(problem)}
    >
      <FormLabel component="legend">{t('settings.request.headers')}</FormLabel>
      <FormHelperText>
        {problem ?? t('settings.request.headersHelp')}
      </FormHelperText>
      {headers.map(({ name, value }, index) => {
        const number = String(index + 1);
        const isKept = value === undefined;
        return (
          // Nothing else tells two that are being filled in from each other.
          <Box
            key={index}
            display="flex"
            flexWrap="wrap"
            alignItems="center"
            mt={2}
            gridGap={8}
          >
            <TextField
              label={t('settings.request.name')}
              value={name}
              disabled={isKept}
              onChange={({ target }) => change(index, { name: target.value })}
              inputProps={{
                'aria-label': t('settings.request.nameLabel', { number }),
                spellCheck: false,
              }}
              InputLabelProps={{ shrink: true }}
              placeholder="Authorization"
              variant="outlined"
              size="small"
              style={{ flex: '1 1 160px' }}
            />
            <TextField
              label={t('settings.request.value')}
              type={isKept ? 'text' : 'password'}
              value={isKept ? t('settings.request.stored') : value}
              disabled={isKept}
              onChange={({ target }) => change(index, { value: target.value })}
              inputProps={{
                'aria-label': t('settings.request.valueLabel', { number }),
                autoComplete: 'new-password',
              }}
              InputLabelProps={{ shrink: true }}
              variant="outlined"
              size="small"
              style={{ flex: '2 1 200px' }}
            />
            {isKept && (
              <Button
                size="small"
                aria-label={t('settings.request.replaceOf', { name })}
                onClick={() => change(index, { value: '' })}
              >
                {t('form.replace')}
              </Button>
            )}
            <IconButton
              size="small"
              aria-label={t('settings.request.remove', {
                name: name || number,
              })}
              onClick={() => onChange(headers.filter((_, i) => i !== index))}
            >
              <RemoveIcon />
            </IconButton>
          </Box>
        );
      })}
      <Box mt={1}>
        <Button
          size="small"
          startIcon={<AddIcon />}
          disabled={headers.length >= MOST}
          onClick={() => onChange([...headers, { name: '', value: '' }])}
        >
          {t('settings.request.add')}
        </Button>
      </Box>
    </FormControl>
  );
}
