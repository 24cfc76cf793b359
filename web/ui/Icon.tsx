import type { ReactNode } from 'react'

/** The whole icon set: outlines on a 20 × 20 grid, drawn with the text's colour. */
const icons = {
  person: (
    <>
      <circle cx="10" cy="7" r="3" />
      <path d="M4.5 16.5c.7-3 2.8-4.5 5.5-4.5s4.8 1.5 5.5 4.5" />
    </>
  ),
  menu: <path d="M3.5 6h13M3.5 10h13M3.5 14h13" />,
  right: <path d="m8 5.5 4.5 4.5L8 14.5" />,
  left: <path d="M12 5.5 7.5 10l4.5 4.5" />,
  download: <path d="M10 3.5v9m-3.5-3.5L10 12.5 13.5 9M4 16.5h12" />,
  upload: <path d="M10 12.5v-9M6.5 7 10 3.5 13.5 7M4 16.5h12" />,
  half: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.5a6.5 6.5 0 0 1 0 13Z" fill="currentColor" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 6.5v3.7l2.5 1.5" />
    </>
  ),
  wait: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.8 1.8" />
    </>
  ),
  tick: <path d="m4.5 10.5 3.5 3.5 7.5-8" />,
  file: <path d="M5.5 2.5h6l3.5 3.5v11.5H5.5v-15Zm6 0V6H15" />,
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="1" />
      <path d="M13 7V3.5H3.5V13H7" />
    </>
  ),
  letter: <path d="M4.5 16.5v-13h11v13h-11Zm3-9.5h5m-5 3h5m-5 3h2.5" />,
  eye: (
    <>
      <path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5Z" />
      <circle cx="10" cy="10" r="2.2" />
    </>
  ),
  eyeClosed: (
    <>
      <path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5Z" />
      <path d="m4 16 12-12" />
    </>
  ),
  warning: <path d="M10 3 2.5 16.5h15L10 3Zm0 5v4m0 2.3v.1" />,
  card: (
    <>
      <rect x="3.5" y="4" width="13" height="12" rx="1" />
      <path d="M6.5 8h7m-7 4h4" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  shield: <path d="M10 2.5 4 5v4.5c0 4 2.6 6.7 6 8 3.4-1.3 6-4 6-8V5l-6-2.5Zm-2.7 7.3 2 2 3.5-3.8" />,
  arrow: <path d="M3.5 10h12m-4.5-4.5L15.5 10 11 14.5" />,
  pencil: (
    <path d="m4 16 .8-3.4L13 4.4a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L7.4 15.2 4 16ZM11.6 5.8l2.6 2.6" />
  ),
  draft: <path d="M5.5 3.5h6l3 3v10h-9v-13Zm5.5 0v3.5h3.5" />,
  filter: <path d="M3.5 5.5h13M6 10h8M8.5 14.5h3" />,
  outgoing: <path d="M3.5 11.5v4h13v-4M10 12.5v-9m-3.5 3.5L10 3.5 13.5 7" />,
  incoming: <path d="M3.5 11.5 5.5 4.5h9l2 7v4h-13v-4Zm0 0h4l1 2h3l1-2h4" />,
  done: (
    <>
      <circle cx="10" cy="10" r="7" fill="currentColor" />
      <path d="m6.8 10.2 2.2 2.3 4.2-4.8" stroke="var(--surface)" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5" />
      <path d="m13 13 3.5 3.5" />
    </>
  ),
  dashed: <circle cx="10" cy="10" r="6" strokeDasharray="2.6 2.4" />,
  key: (
    <>
      <circle cx="6.8" cy="13.2" r="3.3" />
      <path d="m9.2 10.8 7-7m-2.7 2.7 2 2" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9.2V14m0-7.5v.1" />
    </>
  ),
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="7.5" rx="1.2" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  phone: (
    <path d="M6.5 3.5H4.6c-.7 0-1.2.6-1.1 1.3.7 6.1 5.6 11 11.7 11.7.7.1 1.3-.4 1.3-1.1v-2.2l-3.3-1.3-1.5 1.6c-1.9-1-3.3-2.4-4.3-4.3L9 7.7 7.6 4.4" />
  ),
  mobile: (
    <>
      <rect x="5.5" y="2.5" width="9" height="15" rx="1.8" />
      <path d="M9 15h2" />
    </>
  ),
  computer: <path d="M3 4h14v9.5H3V4Zm7 9.5v3m-3.5 0h7" />,
  bin: <path d="M4 6h12M8 6V4h4v2m-6.5 0 .7 10.5h7.6L14.5 6" />,
  again: <path d="M16 10a6 6 0 1 1-1.8-4.3M16 3.5V7h-3.5" />,
  help: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M8 8a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.1v.4m0 2.2v.1" />
    </>
  ),
  print: <path d="M6 7V3.5h8V7M6 13H3.5V7h13v6H14m-8-2h8v5.5H6V11Z" />,
  camera: (
    <>
      <path d="M3 6.5h3.2l1.3-2h5l1.3 2H17v9.5H3V6.5Z" />
      <circle cx="10" cy="11" r="2.8" />
    </>
  ),
  plus: <path d="M10 4v12M4 10h12" />,
  bell: (
    <path d="M10 2.8c-3 0-4.7 2.2-4.7 5v3.4L3.8 14h12.4l-1.5-2.8V7.8c0-2.8-1.7-5-4.7-5ZM8.2 16.4c.3.7.9 1.1 1.8 1.1s1.5-.4 1.8-1.1" />
  ),
  returned: <path d="M7.5 4.5 4 8l3.5 3.5M4 8h7.5a4 4 0 0 1 0 8H8" />,
  calendar: (
    <>
      <rect x="3.5" y="4.5" width="13" height="12" rx="1" />
      <path d="M3.5 8.5h13M7 3v3m6-3v3" />
    </>
  ),
} as const satisfies Record<string, ReactNode>
export type IconName = keyof typeof icons

/** An icon beside words; never alone without a name for screen readers on its control. `size` in pixels, 20. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {icons[name]}
    </svg>
  )
}
