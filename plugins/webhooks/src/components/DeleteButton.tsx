import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button, { ButtonProps } from '@material-ui/core/Button';
import { withStyles } from '@material-ui/core/styles';
import { webhooksTranslationRef } from '../translation';

/** Material UI's secondary colour, a pink, is too pale for white words: 4.2:1 instead of 4.5:1. */
const RedButton = withStyles(
  theme => ({
    root: {
      color: theme.palette.common.white,
      backgroundColor: theme.palette.error.dark,
      '&:hover': { backgroundColor: theme.palette.error.dark },
    },
  }),
  { name: 'WebhooksDeleteButton' },
)(Button);

/** Confirms that something is deleted. */
export function DeleteButton(props: Pick<ButtonProps, 'onClick' | 'disabled'>) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  return (
    <RedButton variant="contained" {...props}>
      {t('action.delete')}
    </RedButton>
  );
}
