import "./logo.css";

/** The logo: a label whose thread has the shape of a tick. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg className="tw-logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="tw-logo-thread" d="M24.6 8.2 30 1.9" strokeWidth="2.4" strokeLinecap="round" />
      <path
        className="tw-logo-label"
        d="M12.2 4.6h9.1c.9 0 1.7.3 2.3 1l3.7 3.7c.6.6 1 1.4 1 2.3v7.3c0 1-.4 1.9-1.1 2.6l-7.4 7.4a4 4 0 0 1-5.6 0L2.9 17.6a4 4 0 0 1 0-5.6l6.7-6.3a3.7 3.7 0 0 1 2.6-1.1Z"
      />
      <path className="tw-logo-tick" d="M8.6 15.6 13.6 20.6 23.2 9.8" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      <circle className="tw-logo-eye" cx="23.2" cy="9.8" r="2.9" />
      <circle className="tw-logo-label" cx="23.2" cy="9.8" r="1.25" />
    </svg>
  );
}
