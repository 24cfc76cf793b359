import type { Status } from '../../domain/appeal/status.ts'

interface StatusWords {
  readonly name: string
  /** What has happened; {company} is the company's short name. */
  readonly hint: string
  /** What is expected of the client. */
  readonly yourPart: string
}

/** §10: every status by name, with what it means and what the client must do. kk is the reference. */
export const statuses = {
  draft: {
    name: 'Қаралама',
    hint: 'Өтініш әлі жіберілген жоқ.',
    yourPart: 'Толтыруды жалғастырып, қол қойып, жіберіңіз.',
  },
  sent: {
    name: 'Жіберілді',
    hint: 'Өтініш {company} құжат айналымы жүйесіне жіберілді.',
    yourPart: 'Сізден ештеңе қажет емес.',
  },
  registered: {
    name: 'Тіркелді',
    hint: 'Өтініш {company} жүйесінде тіркелді, тіркеу нөмірі мен күні берілді.',
    yourPart: 'Сізден ештеңе қажет емес.',
  },
  awaitingExecution: {
    name: 'Орындауды күту',
    hint: 'Жауапты орындаушы өтінішті жұмысқа қабылдады.',
    yourPart: 'Сұрағыңыз болса, оған қоңырау шала аласыз.',
  },
  interimReply: {
    name: 'Аралық жауап',
    hint: 'Өтінішті қарау көп уақытты қажет етеді, жаңа мерзім белгіленді.',
    yourPart: 'Хатты оқып шығыңыз. Сізден басқа ештеңе қажет емес.',
  },
  executed: {
    name: 'Орындалды',
    hint: 'Өтініш орындалды, {company} жауабы келді.',
    yourPart: 'Жауапты оқып, жүктеп алыңыз.',
  },
  forwarded: {
    name: 'Қайта бағытталды',
    hint: 'Өтініш басқа органның құзыретіне жатады және соған жіберілді.',
    yourPart: 'Қай органға жіберілгенін хаттан оқыңыз: жауапты сол береді.',
  },
  returned: {
    name: 'Қайтарылды',
    hint: 'Өтініш қайтарылды, себебі хатта көрсетілген.',
    yourPart: 'Өтінішті ашыңыз: себебі сонда жазылған. Оны жаңа қаралама етіп көшіруге болады.',
  },
  withdrawn: {
    name: 'Кері қайтарып алынды',
    hint: 'Өтінішті өзіңіз кері қайтарып алдыңыз, {company} онымен келісті.',
    yourPart: 'Сізден ештеңе қажет емес. Мәселе қайта туындаса, жаңа өтініш жазыңыз.',
  },
} satisfies Record<Status, StatusWords>
