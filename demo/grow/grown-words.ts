import { workLetters } from '../letters-of-work.ts'

const letters = Object.values(workLetters)
const sentences = {
  kk: letters.filter(({ language }) => language === 'kk').flatMap(({ text }) => text.split(/(?<=\.) /)),
  ru: letters.filter(({ language }) => language === 'ru').flatMap(({ text }) => text.split(/(?<=\.) /)),
}

/** A number that looks like chance and is the same for the same appeal and turn. */
export function chance(appeal: number, turn: number, below: number): number {
  let x = Math.imul(appeal + 1, 0x9e3779b1) ^ Math.imul(turn + 1, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return ((x ^ (x >>> 15)) >>> 0) % below
}

/** What an appeal says: the demo's letters in other orders, with numbers of its own. */
export function writingOf(appeal: number): { language: 'kk' | 'ru'; subject: string; text: string } {
  const letter = letters[chance(appeal, 0, letters.length)] as (typeof letters)[number]
  const { language, subject } = letter
  const own = sentences[language]
  const some = [1, 2, 3].map((turn) => own[chance(appeal, turn, own.length)])
  const meter = 10_000_000 + chance(appeal, 4, 90_000_000)
  const number = language === 'kk' ? `Есептегіш № ${meter}.` : `Счётчик № ${meter}.`
  return { language, subject, text: [...some, number].join(' ') }
}

/** What the letter says whose file all grown appeals show. */
export const sharedWriting = {
  language: 'kk',
  subject: 'Өсірілген демоның ортақ хаты',
  text: 'Бұл – демоны өсірген пәрменнің ортақ хаты. Демоның ескі өтініштерінің әрқайсысының өз файлы жоқ: олардың бәрі осы бір хатты және оның қолтаңбасын көрсетеді. Өтініштің өз сөздері іздеуде және тізімдерде тұр.\n\nЭто общее письмо, которое показывают старые обращения выращенного демо: своих файлов у них нет. Их слова находит поиск.\n\nThis is the letter that the older appeals of a grown demo share: they have no files of their own. Search knows their words.',
} as const
