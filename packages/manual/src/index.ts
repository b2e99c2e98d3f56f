/**
 * The manual, as its tests read it.
 *
 * @packageDocumentation
 */
export {
  type CodeBlock,
  type Page,
  findCode,
  readPage,
  readPages,
  readText,
} from './Page';
