import { Content, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import Avatar from '@material-ui/core/Avatar';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LogoMark } from '../navigation/LogoMark';
import { PEOPLE, Person } from './people';

const useStyles = makeStyles(theme => ({
  content: { maxWidth: 880, margin: '0 auto', width: '100%' },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginTop: theme.spacing(4),
  },
  people: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
    gap: theme.spacing(2),
    margin: theme.spacing(3, 0, 0),
    padding: 0,
    listStyle: 'none',
  },
  card: { height: '100%' },
  action: {
    height: '100%',
    display: 'flex',
    justifyContent: 'flex-start',
    alignItems: 'flex-start',
  },
  person: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
  },
  avatar: {
    backgroundColor: theme.palette.primary.main,
    color: theme.palette.getContrastText(theme.palette.primary.main),
  },
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.5),
  },
  chip: { margin: 0 },
}));

/** The people as cards; whoever is clicked is signed in. */
export function PeoplePicker(props: { onChoose: (person: Person) => void }) {
  const classes = useStyles();
  const title = useApi(configApiRef).getOptionalString('app.title');
  return (
    <Page themeId="home">
      <Content>
        <div className={classes.content}>
          <Typography variant="h2" component="h1" className={classes.title}>
            <LogoMark size={44} />
            {title ?? 'Portal'}
          </Typography>
          <Typography color="textSecondary">
            Choose who you want to be. Everyone has another role, and sees and
            may do other things.
          </Typography>
          <ul className={classes.people}>
            {PEOPLE.map(person => (
              <li key={person.name}>
                <Card className={classes.card}>
                  <CardActionArea
                    className={classes.action}
                    onClick={() => props.onChoose(person)}
                  >
                    <CardContent className={classes.person}>
                      <Avatar className={classes.avatar} aria-hidden>
                        {person.displayName[0]}
                      </Avatar>
                      <div>
                        <Typography
                          variant="h6"
                          component="h2"
                          className={classes.name}
                        >
                          {person.displayName}
                          <Chip
                            size="small"
                            label={person.role}
                            className={classes.chip}
                          />
                        </Typography>
                        <Typography variant="body2" color="textSecondary">
                          {person.may}
                        </Typography>
                      </div>
                    </CardContent>
                  </CardActionArea>
                </Card>
              </li>
            ))}
          </ul>
        </div>
      </Content>
    </Page>
  );
}
