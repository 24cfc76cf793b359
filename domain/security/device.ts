/** A browser's name and the system under it, as coarse as people say them; never what the browser sent itself. */
export interface Device {
  readonly browser: (typeof browsers)[number]
  readonly system: (typeof systems)[number]
}

export const browsers = [
  'chrome',
  'edge',
  'firefox',
  'safari',
  'opera',
  'yandex',
  'samsung',
  'other',
] as const
export const systems = ['windows', 'macos', 'android', 'ios', 'linux', 'other'] as const

/** Those that call themselves by others' names too come before these. */
const browserSigns: readonly (readonly [Device['browser'], RegExp])[] = [
  ['edge', /\bEdg(?:e|A|iOS)?\//],
  ['yandex', /\bYaBrowser\//],
  ['opera', /\b(?:OPR|OPT|Opera)\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(?:Firefox|FxiOS)\//],
  ['chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['safari', /\bVersion\/[\d.]+.* Safari\//],
]
const systemSigns: readonly (readonly [Device['system'], RegExp])[] = [
  ['android', /\bAndroid\b/],
  ['ios', /\b(?:iPhone|iPad|iPod)\b/],
  ['windows', /\bWindows\b/],
  ['macos', /\bMacintosh\b/],
  ['linux', /\b(?:Linux|X11|CrOS)\b/],
]

const firstOf = <Name extends string>(signs: readonly (readonly [Name, RegExp])[], text: string) =>
  signs.find(([, sign]) => sign.test(text))?.[0] ?? ('other' as const)

/** RFC 9110, 10.1.5: a browser may say anything of itself, so nothing is decided by it. */
export function deviceOf(userAgent: string): Device {
  const text = userAgent.slice(0, 500)
  return { browser: firstOf(browserSigns, text), system: firstOf(systemSigns, text) }
}

/** As it is kept: «chrome windows». */
export const keptDevice = ({ browser, system }: Device): string => `${browser} ${system}`

/** What was kept; null for what is no device. */
export function parseDevice(kept: string | null): Device | null {
  const [first, second] = (kept ?? '').split(' ')
  const browser = browsers.find((one) => one === first)
  const system = systems.find((one) => one === second)
  return browser === undefined || system === undefined ? null : { browser, system }
}
