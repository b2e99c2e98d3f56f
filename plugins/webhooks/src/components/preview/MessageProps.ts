import { Theme } from './appearances';

/** What a platform's look is drawn from: the very body that the platform would get. */
export interface MessageProps<Body> {
  body: Body;
  /** When it would arrive, ISO 8601. */
  time: string;
  theme: Theme;
}
