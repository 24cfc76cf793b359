import type { DemoWorld } from './demo-world.ts'
import { type WorkLetter, workLetters } from './letters-of-work.ts'
import {
  answers,
  answersUnit,
  asks,
  assigns,
  type Doing,
  extendsTerm,
  givesBack,
  linksToEarlier,
  type Moment,
  notes,
  proposes,
  proposesInVain,
  reads,
  takes,
  takesOver,
  waitsForKey,
} from './office-doings.ts'
import { story } from './script.ts'
import type { Step, Timeline } from './timeline.ts'

interface Plan {
  readonly letter: WorkLetter
  readonly sent: Moment
  readonly after?: readonly Doing[]
}

const of = workLetters
/** The office's last month: every state of work, something overdue, something for today. */
const plans: readonly Plan[] = [
  // answered in time, and once late
  {
    letter: of.family,
    sent: [27, '09:40:12'],
    after: [takes('executor', 26, '10:00:00'), answers('executor', 20, '15:30:00')],
  },
  {
    letter: of.balance,
    sent: [26, '11:05:40'],
    after: [takes('secondExecutor', 25, '09:20:00'), answers('secondExecutor', 22, '16:10:00')],
  },
  {
    letter: of.roof,
    sent: [25, '14:31:02'],
    after: [
      takes('executor', 24, '11:00:00'),
      linksToEarlier('rentHead', [9, '16:00:00']),
      answers('executor', 8, '17:20:00'),
    ],
  },
  {
    letter: of.deposit,
    sent: [24, '10:15:33'],
    after: [takes('rentHead', 23, '09:30:00'), answers('rentHead', 19, '12:00:00')],
  },
  {
    letter: of.copy,
    sent: [21, '16:44:10'],
    after: [takes('secondExecutor', 20, '10:10:00'), answers('secondExecutor', 14, '14:45:00')],
  },
  {
    letter: of.thanks,
    sent: [20, '13:20:00'],
    after: [takes('executor', 19, '15:00:00'), answers('executor', 18, '09:50:00')],
  },
  {
    letter: of.parkingEnd,
    sent: [19, '12:12:12'],
    after: [takes('rentHead', 18, '16:00:00'), answers('rentHead', 11, '11:40:00')],
  },
  {
    letter: of.bank,
    sent: [16, '09:59:59'],
    after: [takes('secondExecutor', 15, '12:00:00'), answers('secondExecutor', 12, '10:30:00')],
  },
  // overdue, due today and soon
  {
    letter: of.lift,
    sent: [18, '10:20:00'],
    after: [
      assigns('rentHead', 'executor', [17, '14:00:00'], {
        instruction: 'Лифт компаниясынан актіні сұратып, мерзімін клиентке жазыңыз.',
        internalInDays: 10,
        co: ['rentHead'],
      }),
      notes('executor', [3, '15:10:00'], 'Лифт компаниясы қосалқы бөлшек күтіп жатыр, жұмада жауап береді.'),
    ],
  },
  {
    letter: of.penalty,
    sent: [17, '15:08:41'],
    after: [takes('secondExecutor', 16, '10:00:00'), proposes('secondExecutor', 1, '16:40:00')],
  },
  {
    letter: of.heating,
    sent: [15, '09:05:27'],
    after: [reads('executor', 14, '09:00:00'), takes('executor', 14, '09:10:00')],
  },
  { letter: of.delay, sent: [14, '11:47:00'], after: [takes('secondExecutor', 13, '16:20:00')] },
  {
    letter: of.meter,
    sent: [13, '17:30:18'],
    after: [
      takes('executor', 12, '09:40:00'),
      proposesInVain('executor', [2, '15:10:00'], {
        by: 'rentHead',
        remark: 'Есептегішті қай күні ауыстыратынымызды да жазыңыз.',
      }),
      notes('executor', [11, '10:00:00'], 'Есептегіштің паспорты мұрағаттан сұратылды.'),
    ],
  },
  // in work
  { letter: of.schedule, sent: [11, '12:25:00'], after: [takes('secondExecutor', 10, '11:15:00')] },
  {
    letter: of.repair,
    sent: [10, '10:40:51'],
    after: [
      takes('rentHead', 9, '15:00:00'),
      asks(
        'rentHead',
        'office',
        [3, '11:00:00'],
        'Қайта жоспарлауға кім рұқсат береді: компания ма, әкімдік пе?',
      ),
    ],
  },
  {
    letter: of.guarantee,
    sent: [9, '16:05:00'],
    after: [
      takes('secondExecutor', 8, '10:05:00'),
      asks('secondExecutor', 'rent', [7, '12:00:00'], 'Осы отбасы бойынша жалдау қарызы бар ма?'),
      answersUnit('executor', [5, '09:40:00'], 'Қарыз жоқ, соңғы төлем осы айда түсті.'),
    ],
  },
  {
    letter: of.divorce,
    sent: [9, '11:11:11'],
    after: [
      takes('executor', 7, '12:30:00'),
      takesOver('rentHead', [5, '09:30:00'], 'Сот шешімі бар, өзім қараймын.'),
    ],
  },
  {
    letter: of.insurance,
    sent: [8, '14:00:00'],
    after: [takes('secondExecutor', 7, '09:15:00'), proposes('secondExecutor', 1, '11:20:00')],
  },
  {
    letter: of.keys,
    sent: [8, '09:34:20'],
    after: [
      takes('executor', 6, '16:40:00'),
      givesBack('executor', [5, '10:15:00'], 'Көлік орындарымен әріптесім айналысады.'),
    ],
  },
  {
    letter: of.address,
    sent: [7, '10:10:10'],
    after: [
      assigns('rentHead', 'executor', [6, '11:00:00'], {
        instruction: 'Анықтаманы орыс тілінде дайындаңыз.',
        internalInDays: 6,
      }),
    ],
  },
  {
    letter: of.rate,
    sent: [7, '15:55:03'],
    after: [takes('secondExecutor', 5, '10:20:00'), waitsForKey('secondExecutor', '17:30:00')],
  },
  // the term was moved
  {
    letter: of.court,
    sent: [16, '10:30:00'],
    after: [takes('secondExecutor', 15, '14:10:00'), extendsTerm('secondExecutor', 'head', 4, '16:00:00')],
  },
  {
    letter: of.neighbours,
    sent: [15, '13:05:00'],
    after: [takes('executor', 14, '10:30:00'), extendsTerm('executor', 'rentHead', 3, '12:10:00')],
  },
  // free work of a unit
  { letter: of.intercom, sent: [4, '09:20:45'] },
  {
    letter: of.balcony,
    sent: [3, '18:05:30'],
    after: [notes('executor', [2, '12:00:00'], 'Осы үйде балкондарды әйнектеуге былтыр рұқсат берілген.')],
  },
  { letter: of.parkingPrice, sent: [2, '11:50:00'] },
  {
    letter: of.sale,
    sent: [3, '10:02:14'],
    after: [notes('calls', [1, '15:45:00'], 'Клиент қоңырау шалды: сатып алушы айдың соңына дейін күтеді.')],
  },
  { letter: of.guaranteeDebt, sent: [2, '14:28:09'] },
  { letter: of.parking, sent: [1, '09:45:00'] },
  { letter: of.subsidy, sent: [1, '16:31:57'] },
  // no rule fits: the registrar's desk
  {
    letter: of.share,
    sent: [5, '12:40:00'],
    after: [
      assigns('registrar', 'secondExecutor', [4, '10:00:00'], {
        unit: 'loans',
        instruction: 'Құрылыс салушыдан мерзімін нақтылаңыз.',
      }),
    ],
  },
  { letter: of.shareArea, sent: [2, '10:15:00'] },
]

/** What the office has had to do lately, beside the appeals that tell the client's side. */
export function officeScript(world: DemoWorld, line: Timeline): Step[] {
  return plans.flatMap(({ letter, sent, after = [] }) => {
    const { client, contract, language, subject, text } = letter
    const change = { typeCode: 'gen.free', answers: { subject, text } }
    const doings = after.map((doing) => doing(world, line, letter))
    return story(world, { client, contract, language, change, documents: [] }, line.ago(...sent), doings)
  })
}
