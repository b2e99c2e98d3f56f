import { CustomErrorBase } from '@backstage/errors';

/** A reader asks for events behind a place where something is missing by now. */
export class EventsGoneError extends CustomErrorBase {
  name = 'EventsGoneError' as const;
  /** As Backstage's error middleware answers it. */
  readonly statusCode = 410;
}
