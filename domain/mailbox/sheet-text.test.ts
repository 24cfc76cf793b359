import { expect, test } from 'vitest'
import { sheetText, xmlText } from './sheet-text.ts'

test('what a spreadsheet would run is a text', () => {
  for (const text of ['=1+1', '+7 700', '-5', '@SUM(A1)', '\tx', '\rx', '\n=1', '＝1+1', '＠x'])
    expect(sheetText(text)).toBe(`'${text}`)
  for (const text of ['АВ-71-004215', '12', '', ' =1']) expect(sheetText(text)).toBe(text)
})

test('XML holds what it may, and escapes of a reader are no letters', () => {
  expect(xmlText('a<b>&c')).toBe('a&lt;b&gt;&amp;c')
  expect(xmlText('a\u0000\u0008\u000b\ud800\uffffb\tc\nd')).toBe('ab\tc\nd')
  expect(xmlText('_x0041_')).toBe('_x005F_x0041_')
  expect(xmlText('_x41_ 🙂')).toBe('_x41_ 🙂')
})
