export * from './readConfigStrictly';
