import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Tests wait for what they expect to see, never for time; on a busy machine that may take a while.
jest.setTimeout(300_000);
configure({ asyncUtilTimeout: 60_000 });
