/** A value as it stands in a Kubernetes object; `null` where the field is absent. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | FieldValue[]
  | { [key: string]: FieldValue };
