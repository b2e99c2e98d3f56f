/** One source, three receivers. Follows the size and the colour of the text around it. */
export function WebhooksIcon() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <circle cx="5" cy="12" r="2.5" fill="currentColor" stroke="none" />
      <path d="M7 12h10M7 11C11 9 11 5 17 5M7 13c4 2 4 6 10 6" />
      <circle cx="19" cy="5" r="2" />
      <circle cx="19" cy="12" r="2" />
      <circle cx="19" cy="19" r="2" />
    </svg>
  );
}
