import { useSearchParams } from 'react-router-dom';

/** By what the list can be filtered. */
export const LIST_FILTERS = ['platform', 'state', 'owner', 'creator'] as const;

/** One of {@link LIST_FILTERS}. */
export type ListFilter = (typeof LIST_FILTERS)[number];

/** By what the list can be sorted; each the way that people look for first. */
export const LIST_ORDERS = ['name', 'health', 'lastDelivery'] as const;

/** One of {@link LIST_ORDERS}. */
export type ListOrder = (typeof LIST_ORDERS)[number];

/** How many rows a page of the list may have. */
export const ROWS_PER_PAGE = [25, 50, 100];

/** What of the list is shown. */
export interface ListQuery {
  search: string;
  filters: Partial<Record<ListFilter, string>>;
  order: ListOrder;
  /** Whether the order is turned around. */
  reversed: boolean;
  /** Counts from 0. */
  page: number;
  /** One of {@link ROWS_PER_PAGE}. */
  rows: number;
}

/** Shown while the address says nothing; what is so by default is left out of it. */
const FIRST = { order: 'name', rows: ROWS_PER_PAGE[0] } as const;

/** What of the list is shown. It lives in the page's address, so that it can be shared. */
export function useListQuery() {
  const [params, setParams] = useSearchParams();

  const setParam = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  return {
    query: readListQuery(params),
    setSearch: (search: string) => setParam({ q: search, page: undefined }),
    setFilter: (name: ListFilter, value: string) =>
      setParam({ [name]: value, page: undefined }),
    setOrder: (order: ListOrder, reversed: boolean) =>
      setParam({
        sort:
          order === FIRST.order && !reversed
            ? undefined
            : `${reversed ? '-' : ''}${order}`,
        page: undefined,
      }),
    setPage: (page: number) =>
      setParam({ page: page > 0 ? String(page + 1) : undefined }),
    setRows: (rows: number) =>
      setParam({
        rows: rows === FIRST.rows ? undefined : String(rows),
        page: undefined,
      }),
    clear: () =>
      setParam(
        Object.fromEntries(
          ['q', 'page', ...LIST_FILTERS].map(name => [name, undefined]),
        ),
      ),
  };
}

/** Reads an address, which anyone may have typed: what makes no sense is as if it were not there. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const sort = params.get('sort') ?? FIRST.order;
  const reversed = sort.startsWith('-');
  const order = LIST_ORDERS.find(it => it === sort.replace(/^-/, ''));
  const rows = Number(params.get('rows'));
  const page = Number(params.get('page'));
  return {
    search: params.get('q') ?? '',
    filters: Object.fromEntries(
      LIST_FILTERS.map(name => [name, params.get(name) ?? '']).filter(
        ([, value]) => value,
      ),
    ),
    order: order ?? FIRST.order,
    reversed: order !== undefined && reversed,
    page: Number.isSafeInteger(page) && page > 0 ? page - 1 : 0,
    rows: ROWS_PER_PAGE.includes(rows) ? rows : FIRST.rows,
  };
}
