/** Every secret thing of a target holds this, so that one search finds any of them. */
export const SECRET = 'Hush1234567890';

/** The secret of a target that has one. */
export const SIGNING_SECRET = `whsec_${SECRET}`;
