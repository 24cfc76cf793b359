import { expect, test } from 'vitest'
import { browsers, deviceOf, keptDevice, parseDevice, systems } from './device.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

test.each([
  [`${windows} Chrome/126.0.0.0 Safari/537.36`, 'chrome windows'],
  [`${windows} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'edge windows'],
  [`${windows} Chrome/124.0.0.0 YaBrowser/24.6.0.0 Safari/537.36`, 'yandex windows'],
  [`${windows} Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0`, 'opera windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'firefox linux'],
  [`${phone} Version/17.5 Mobile/15E148 Safari/604.1`, 'safari ios'],
  [`${phone} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`, 'chrome ios'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'safari macos',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
    'samsung android',
  ],
  ['curl/8.5.0', 'other other'],
  ['', 'other other'],
])('%s is %s', (userAgent, kept) => {
  expect(keptDevice(deviceOf(userAgent))).toBe(kept)
})

test('what is kept is one of a few words, whatever a browser says, and is read back', () => {
  const said = 'Firefox/1\nsecurity {"act":"signedIn"} Windows'
  expect(keptDevice(deviceOf(said))).toBe('firefox windows')
  for (const browser of browsers) {
    for (const system of systems)
      expect(parseDevice(keptDevice({ browser, system }))).toEqual({ browser, system })
  }
  expect([parseDevice(null), parseDevice(''), parseDevice('netscape os2')]).toEqual([null, null, null])
})
