import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** An entity that objects of a cluster can belong to. All refs are full ones. */
export interface ClusterEntity {
  readonly ref: string;
  /** The value of `backstage.io/kubernetes-id`. */
  readonly kubernetesId: string;
  readonly owners: readonly string[];
  readonly systems: readonly string[];
}

/** https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity */
const KUBERNETES_ID = 'backstage.io/kubernetes-id';
const PAGE_SIZE = 500;

/**
 * All entities of the catalog that have a `backstage.io/kubernetes-id`.
 *
 * @throws what the catalog's client throws, e.g. when there is no catalog
 */
export async function readEntities(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<ClusterEntity[]> {
  const { catalog, auth } = options;
  const pages = catalog.streamEntities(
    {
      filter: {
        [`metadata.annotations.${KUBERNETES_ID}`]: CATALOG_FILTER_EXISTS,
      },
      fields: [
        'kind',
        'metadata.namespace',
        'metadata.name',
        'metadata.annotations',
        'relations',
      ],
      pageSize: PAGE_SIZE,
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const entities: ClusterEntity[] = [];
  for await (const page of pages)
    entities.push(...page.flatMap(toClusterEntity));
  return entities;
}

function toClusterEntity(entity: Entity): ClusterEntity[] {
  const kubernetesId = entity.metadata.annotations?.[KUBERNETES_ID];
  if (!kubernetesId) return [];
  return [
    {
      ref: stringifyEntityRef(entity),
      kubernetesId,
      owners: targetsOf(entity, RELATION_OWNED_BY),
      // Components can be part of others, and systems of domains.
      systems: targetsOf(entity, RELATION_PART_OF).filter(isSystem),
    },
  ];
}

function targetsOf({ relations = [] }: Entity, type: string): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(relation => stringifyEntityRef(parseEntityRef(relation.targetRef)));
}

function isSystem(ref: string): boolean {
  return ref.startsWith('system:');
}
