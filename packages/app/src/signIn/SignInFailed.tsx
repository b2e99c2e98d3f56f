import { Content, ErrorPanel, Page } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import { Person } from './people';

/** Why signing in did not work, and the way back to the choice. */
export function SignInFailed(props: {
  person: Person;
  error?: Error;
  onBack: () => void;
}) {
  const { person, error, onBack } = props;
  return (
    <Page themeId="home">
      <Content>
        <ErrorPanel
          title={`You could not be signed in as ${person.displayName}`}
          error={error ?? new Error('The backend gave no reason')}
        />
        <Box mt={2}>
          <Button variant="contained" color="primary" onClick={onBack}>
            Choose again
          </Button>
        </Box>
      </Content>
    </Page>
  );
}
