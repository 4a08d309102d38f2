import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { router } from './routes.tsx'
import { AppProviders } from './shell/app-providers.tsx'

const place = document.getElementById('portal')
if (place) {
  createRoot(place).render(
    <AppProviders>
      <RouterProvider router={router} />
    </AppProviders>,
  )
}
