export { fitMessage } from './fitMessage';
export * from './text';
export * from './toMessage';
