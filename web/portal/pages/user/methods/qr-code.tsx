import { create } from 'qrcode'
import { useTexts } from '../../../shell/preferences.tsx'

const quietZone = 4

/** The address of the sign-in as a drawing, dark on light in either theme, so that every camera reads it. */
export function QrCode({ address }: { readonly address: string }) {
  const { issued } = useTexts().passes
  const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules
  const side = size + 2 * quietZone
  const path = [...data]
    .map((dark, index) =>
      dark ? `M${(index % size) + quietZone} ${Math.floor(index / size) + quietZone}h1v1h-1z` : '',
    )
    .join('')
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      width="160"
      height="160"
      role="img"
      aria-label={issued.qr(address)}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
