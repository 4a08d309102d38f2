/** A place people work at, with addresses that are kept for documentation (RFC 5737). */
export interface Office {
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly hoursFromUtc: number
  readonly network: string
  readonly firstAddress: number
  readonly cidr: string
  readonly phonePrefix: string
  readonly weight: number
}

export const offices: readonly Office[] = [
  office('Hamburg', 'DE', 1, '192.0.2.', 0, '192.0.2.0/25', '+49 40', 34),
  office('Lisbon', 'PT', 0, '192.0.2.', 128, '192.0.2.128/25', '+351 21', 24),
  office('Toronto', 'CA', -5, '198.51.100.', 0, '198.51.100.0/25', '+1 416', 20),
  office('Nairobi', 'KE', 3, '198.51.100.', 128, '198.51.100.128/25', '+254 20', 12),
  office('Singapore', 'SG', 8, '203.0.113.', 0, '203.0.113.0/26', '+65 6', 10),
]

function office(
  city: string,
  country: string,
  hoursFromUtc: number,
  network: string,
  firstAddress: number,
  cidr: string,
  phonePrefix: string,
  weight: number,
): Office {
  return { city, country, hoursFromUtc, network, firstAddress, cidr, phonePrefix, weight }
}

export interface Department {
  readonly name: string
  readonly head: string
  readonly lead: string
  readonly titles: readonly string[]
  readonly weight: number
}

export const departments: readonly Department[] = [
  {
    name: 'Engineering',
    head: 'Head of Engineering',
    lead: 'Engineering Lead',
    titles: ['Mechanical Engineer', 'Naval Architect', 'Systems Engineer', 'Test Engineer', 'Draughtsperson'],
    weight: 22,
  },
  {
    name: 'Production',
    head: 'Head of Production',
    lead: 'Shift Lead',
    titles: ['Welder', 'Fitter', 'Electrician', 'Crane Operator', 'Quality Inspector', 'Painter'],
    weight: 26,
  },
  {
    name: 'Logistics',
    head: 'Head of Logistics',
    lead: 'Warehouse Lead',
    titles: ['Warehouse Associate', 'Dispatcher', 'Customs Specialist', 'Driver'],
    weight: 14,
  },
  {
    name: 'Sales',
    head: 'Head of Sales',
    lead: 'Regional Sales Manager',
    titles: ['Account Manager', 'Sales Engineer', 'Tender Specialist', 'Sales Assistant'],
    weight: 11,
  },
  {
    name: 'Customer Service',
    head: 'Head of Customer Service',
    lead: 'Service Team Lead',
    titles: ['Service Technician', 'Service Coordinator', 'Spare Parts Advisor'],
    weight: 10,
  },
  {
    name: 'Finance',
    head: 'Chief Financial Officer',
    lead: 'Finance Team Lead',
    titles: ['Accountant', 'Controller', 'Payroll Specialist', 'Buyer'],
    weight: 6,
  },
  {
    name: 'IT',
    head: 'Chief Information Officer',
    lead: 'IT Team Lead',
    titles: ['Service Desk Analyst', 'Systems Administrator', 'Developer', 'Network Engineer', 'Security Analyst'],
    weight: 6,
  },
  {
    name: 'People',
    head: 'Head of People',
    lead: 'People Partner Lead',
    titles: ['People Partner', 'Recruiter', 'Learning Specialist'],
    weight: 3,
  },
  {
    name: 'Legal and Compliance',
    head: 'General Counsel',
    lead: 'Senior Counsel',
    titles: ['Counsel', 'Compliance Officer', 'Export Control Specialist'],
    weight: 2,
  },
]

export const agents = {
  windows: [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
  ],
  mac: [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  ],
  phone: [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  ],
  linux: ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
} as const

export const company = { tenantName: 'Kestrel Works', domain: 'kestrel.example' } as const
