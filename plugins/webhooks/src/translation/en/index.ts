import { actions } from './actions';
import { clusters } from './clusters';
import { deliveries } from './deliveries';
import { entity } from './entity';
import { errors } from './errors';
import { events } from './events';
import { filters } from './filters';
import { form } from './form';
import { list } from './list';
import { pages } from './pages';
import { platforms } from './platforms';
import { preview } from './preview';
import { reasons } from './reasons';
import { recoveries } from './recoveries';
import { settings } from './settings';
import { statistics } from './statistics';
import { webhook } from './webhook';

/** Every word that the pages show, in English; one file for each page. */
export const en = {
  ...pages,
  ...errors,
  ...actions,
  ...filters,
  ...list,
  ...webhook,
  ...form,
  ...platforms,
  ...preview,
  ...deliveries,
  ...reasons,
  ...recoveries,
  ...statistics,
  ...settings,
  ...events,
  ...clusters,
  ...entity,
} as const;
