export * from './readConfigStrictly';
export * from './sectionReaders';
