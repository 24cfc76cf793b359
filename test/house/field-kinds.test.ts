import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kinds } from '../../domain/catalogue/kinds/kinds.ts'
import { projectFiles, readSource, root } from './sources.ts'

const cast = /\bas (unknown as )?(readonly )?(AppealType|ScalarField|FieldKind|FileType|FileField)\b/

test('no cast makes a type of appeal or a kind of field: wire, file and domain are tied by the compiler', () => {
  const wrong = projectFiles()
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      readSource(file)
        .split('\n')
        .flatMap((line, index) => (cast.test(line) ? [`${file}:${index + 1}`] : [])),
    )
  expect(wrong).toEqual([])
  expect(cast.test(`found as unknown ${'as'} AppealType`)).toBe(true)
})

test('every kind of field has its file', () => {
  const fileOf = (kind: string) => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const without = Object.keys(kinds).filter(
    (kind) => !existsSync(`${root}/domain/catalogue/kinds/${fileOf(kind)}.ts`),
  )
  expect(without).toEqual([])
})
