import { createContext } from 'react';

/** Whether every live value below stands still, whatever the backend signals. */
export const LiveHeldContext = createContext(false);
