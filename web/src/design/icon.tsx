const paths = {
  anchor:
    'M12 7.5v13.5M7.5 11h9M3 14c0 4.6 4.5 7 9 7s9-2.4 9-7M12 3.2a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2',
  home: 'M4 11.5 12 4l8 7.5M6 10v9.5h12V10',
  pipeline: 'M4 5h4v14H4zM10 5h4v9h-4zM16 5h4v6h-4z',
  meetings: 'M5 6h14v13H5zM5 10h14M9 4v4M15 4v4',
  prospects: 'M5 20V5h9v15M14 10h5v10M3 20h18M8 9h3M8 13h3M8 17h3',
  sites:
    'M12 21c-4-4.5-6-7.5-6-10.5a6 6 0 0 1 12 0c0 3-2 6-6 10.5M12 8.2a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4',
  summary: 'M6 4h12v16H6zM9 9h6M9 13h6M9 17h3',
  ask: 'M4 20V4M4 20h16M8 16v-4M12.5 16V7M17 16v-6',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  admin: 'M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6zM9 12l2.2 2.2L15.2 10',
  plus: 'M12 5v14M5 12h14',
  move: 'M5 12h13M13 6l6 6-6 6',
  edit: 'M5 19h3.5L18 9.5 14.5 6 5 15.5zM13 7.5l3.5 3.5',
  warning: 'M12 4 2.8 20h18.4zM12 10v5M12 17.2v.4',
  check: 'M5 12.5 10 17l9-10',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  close: 'M6 6l12 12M18 6 6 18',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  back: 'M14 6l-6 6 6 6',
  next: 'M10 6l6 6-6 6',
  star: 'M12 4l2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8z',
  starred: 'M12 4l2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8zM9.5 12.5l2 2 3.5-4',
  up: 'M6 14l6-6 6 6',
} as const

export type IconName = keyof typeof paths

/** A drawing beside a text that says the same. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
