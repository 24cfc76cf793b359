import { useWords } from '../words.ts'
import { Button } from './Button.tsx'

/** Prints the page: web/print.css leaves out what means nothing on paper. */
export function PrintButton() {
  const words = useWords('site')
  return (
    <Button kind="plain" small icon="print" className="no-print" onPress={() => print()}>
      {words.print}
    </Button>
  )
}
