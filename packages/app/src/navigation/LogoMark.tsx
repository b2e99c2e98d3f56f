/** An eye with a hexagon as its pupil; the same drawing as the favicon. */
export function LogoMark(props: { size: number }) {
  return (
    <svg
      aria-hidden
      viewBox="2 5 28 22"
      width={props.size}
      height={props.size}
      fill="#5ad1c4"
    >
      <path
        d="M4 16c4-6.5 8-9 12-9s8 2.5 12 9c-4 6.5-8 9-12 9s-8-2.5-12-9z"
        fill="none"
        stroke="#5ad1c4"
        strokeWidth="2.2"
        strokeLinejoin="round"
      />
      <path d="M16 10.5l4.8 2.75v5.5L16 21.5l-4.8-2.75v-5.5z" />
    </svg>
  );
}
