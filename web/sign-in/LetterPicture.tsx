import { useSession } from '../session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Sheet, Stamp } from '../ui/Sheet.tsx'
import { useWords } from '../words.ts'

/** What this is about, at a glance, on a desk: a signed letter with its stamp. Only a picture. */
export function LetterPicture() {
  const words = useWords('site')
  const { name } = useSession().session.company
  return (
    <div className="picture" aria-hidden="true">
      <div className="pic-sheet">
        <Stamp
          rows={[
            { label: words.registrationNumber, value: <span className="nowrap">3864 / 2026-01-12</span> },
          ]}
        />
        <Sheet
          lang="kk"
          block={
            <>
              <p>
                {name.kk}
                <br />
                Басқарма Төрағасына
              </p>
              <p>Өтініш беруші: Сапарова Айгерім Ерланқызы</p>
              <p>ЖСН 921125270019</p>
              <p>
                Мекенжайы: Астана қ., Үлгі көшесі, <span className="nowrap">1-үй</span>,{' '}
                <span className="nowrap">12-пәтер</span>
              </p>
              <p>Тел.: +7 700 000 00 01</p>
              <p>E-mail: aigerim@example.com</p>
              <p>
                Шарт: № <span className="nowrap">АВ-71-004215</span>, 2019 жылғы 14 тамыз
              </p>
            </>
          }
        >
          <p className="pic-title">Өтініш</p>
          <p>
            2019 жылғы 14 тамыздағы № <span className="nowrap">АВ-71-004215</span> сатып алу құқығымен тұрғын
            үйді жалға алу шарты бойынша жалдау төлемдерін мерзімінен бұрын толық өтеуге рұқсат беруіңізді
            сұраймын.
          </p>
          <p className="verdict">
            <Icon name="shield" />
            <span>Қолтаңба жарамды. ЭЦҚ арқылы қол қойылды: САПАРОВА АЙГЕРІМ, 12.01.2026</span>
          </p>
        </Sheet>
      </div>
    </div>
  )
}
