import { components } from './schema.generated';

/** The schemas of the OpenAPI document by name; what they mean is told there. */
export type Schemas = components['schemas'];
