import { LoggerService } from '@backstage/backend-plugin-api';
/** What is printed while something is measured would be measured too. */
export declare const silentLogger: LoggerService;
