import type { ReplyKind } from '../appeal/reply-kind.ts'
import type { LetterLanguage } from '../language.ts'
import { type ReplyPlaceholder, replyPlaceholders, unknownIn, unresolvedIn } from './placeholder.ts'

type InBoth = Readonly<Record<LetterLanguage, string>>

/** A whole letter to begin with, for one kind of reply; `types`: the codes of what it answers, left out: any. */
export interface ReplyTemplate {
  readonly code: string
  readonly kind: ReplyKind
  readonly types?: readonly string[] | undefined
  readonly name: InBoth
  readonly text: InBoth
}

/** A passage that is put into a letter by a few letters of it; `kinds`: of which replies, left out: of all. */
export interface TextModule {
  readonly code: string
  readonly kinds?: readonly ReplyKind[] | undefined
  readonly name: InBoth
  readonly text: InBoth
}

/** Everything that staff can begin a letter with on a day. */
export interface ReplyTexts {
  readonly templates: readonly ReplyTemplate[]
  readonly modules: readonly TextModule[]
}

/** Something wrong with a template or a module: where in the file, what, and the name that it is about. */
export interface ReplyTextFault {
  readonly path: readonly (string | number)[]
  readonly kind:
    | 'code_twice'
    | 'type_unknown'
    | 'placeholder_unknown'
    | 'placeholder_of_other_kind'
    | 'one_language'
  readonly name: string
  readonly language?: LetterLanguage
}

/** Kinds that alone have what these say. */
const onlyIn: Readonly<Partial<Record<ReplyPlaceholder, ReplyKind>>> = {
  newDueDate: 'interim',
  reason: 'interim',
  receiver: 'forwarding',
  correctedNumber: 'correction',
  correctedDate: 'correction',
}

/**
 * docs/office.md 6: everything wrong with what was typed. Codes are one list: a template and a module are never called
 * the same. Both languages say the same things, so they leave the same to the appeal; gaps are counted in each alone.
 */
export function replyTextFaults(texts: ReplyTexts, typeCodes: ReadonlySet<string>): ReplyTextFault[] {
  const seen = new Set<string>()
  const twice = (code: string, path: ReplyTextFault['path']): ReplyTextFault[] => {
    const was = seen.has(code)
    seen.add(code)
    return was ? [{ path: [...path, 'code'], kind: 'code_twice', name: code }] : []
  }
  return [
    ...texts.templates.flatMap(({ code, kind, types = [], text }, index) => {
      const path = ['templates', index]
      return [
        ...twice(code, path),
        ...types.flatMap((type, place): ReplyTextFault[] =>
          typeCodes.has(type) ? [] : [{ path: [...path, 'types', place], kind: 'type_unknown', name: type }],
        ),
        ...textFaults(text, [kind], path),
      ]
    }),
    ...texts.modules.flatMap(({ code, kinds, text }, index) => {
      const path = ['modules', index]
      return [...twice(code, path), ...textFaults(text, kinds, path)]
    }),
  ]
}

function textFaults(
  text: InBoth,
  kinds: readonly ReplyKind[] | undefined,
  around: ReplyTextFault['path'],
): ReplyTextFault[] {
  return (['kk', 'ru'] as const).flatMap((language) => {
    const path = [...around, 'text', language]
    const other = text[language === 'kk' ? 'ru' : 'kk']
    const say = (kind: ReplyTextFault['kind'], name: string): ReplyTextFault => ({
      path,
      kind,
      name,
      language,
    })
    return [
      ...unknownIn(text[language]).map((name) => say('placeholder_unknown', name)),
      ...replyPlaceholders
        .filter((name) => text[language].includes(`{{${name}}}`))
        .flatMap((name) => {
          const needed = onlyIn[name]
          const strange = needed !== undefined && !(kinds?.every((kind) => kind === needed) ?? false)
          return [
            ...(strange ? [say('placeholder_of_other_kind', `{{${name}}}`)] : []),
            ...(name !== 'gap' && !unresolvedIn(other).includes(`{{${name}}}`)
              ? [say('one_language', `{{${name}}}`)]
              : []),
          ]
        }),
    ]
  })
}

/** What a letter of this kind in answer to this type may begin with: what is for the type first, each in its order. */
export function templatesFor(
  { templates, modules }: ReplyTexts,
  kind: ReplyKind,
  type: string,
): { readonly templates: readonly ReplyTemplate[]; readonly modules: readonly TextModule[] } {
  const fitting = templates.filter((one) => one.kind === kind && (one.types?.includes(type) ?? true))
  return {
    templates: [
      ...fitting.filter(({ types }) => types !== undefined),
      ...fitting.filter(({ types }) => types === undefined),
    ],
    modules: modules.filter(({ kinds }) => kinds?.includes(kind) ?? true),
  }
}
