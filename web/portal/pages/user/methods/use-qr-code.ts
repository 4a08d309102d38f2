import { type ComponentType, useEffect, useState } from 'react'

type Drawing = ComponentType<{ readonly address: string }>

/** What draws an address, once it is loaded; null where that failed, which must not take the code away that is shown once. */
export function useQrCode(): Drawing | null | undefined {
  const [drawing, setDrawing] = useState<{ readonly QrCode: Drawing | null }>()
  useEffect(() => {
    import('./qr-code.tsx').then(setDrawing, () => setDrawing({ QrCode: null }))
  }, [])
  return drawing?.QrCode
}
