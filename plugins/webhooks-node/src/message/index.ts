export { fitMessage } from './fitMessage';
export { plainLines } from './plainLines';
export * from './text';
export * from './toMessage';
