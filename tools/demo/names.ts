import type { Draw } from './draw.ts'

/** Names that go together, and the language of those who have them. */
interface Culture {
  readonly language: string
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly weight: number
}

const words = (text: string): readonly string[] => text.split(' ')

const culture = (language: string, weight: number, given: string, family: string): Culture => ({
  language,
  weight,
  given: words(given),
  family: words(family),
})

const cultures: readonly Culture[] = [
  culture(
    'de-DE',
    20,
    'Anna Jürgen Katrin Lukas Miriam Götz Svenja Thorsten Lea Björn Ulrike Matthias Sabine Felix Heike Jannik',
    'Brandt Krüger Schäfer Neumann Voß Lindemann Petersen Köhler Hartwig Groß Behrens Möller Jansen Wulff Reuter',
  ),
  culture(
    'pt-PT',
    16,
    'Inês João Beatriz Tiago Mariana Rui Catarina Gonçalo Leonor Duarte Sílvia Nuno Matilde Vasco Teresa Álvaro',
    'Carvalho Fonseca Magalhães Nogueira Pires Teixeira Brandão Lourenço Simões Queirós Furtado Antunes Matos',
  ),
  culture(
    'en-CA',
    16,
    'Claire Owen Heather Graham Maeve Dylan Sarah Colin Bridget Evan Alison Trevor Joan Malcolm Rhona Keith',
    "MacLeod Tremblay Bennett Fraser Gallagher Whitfield Doyle Ashworth Pelletier O'Brien Hargreaves Sinclair Boyd",
  ),
  culture(
    'sw-KE',
    10,
    'Wanjiru Otieno Achieng Kamau Njeri Kiprono Amina Baraka Wambui Juma Naliaka Mwangi Zawadi Chebet Omondi',
    'Kariuki Odhiambo Mutua Wekesa Cheruiyot Njoroge Barasa Muthoni Ochieng Kimani Rotich Nyambura Maina Auma',
  ),
  culture(
    'zh-SG',
    10,
    'Wei Xiuying Jun Meiling Hao Yating Boon Jiahui Zhen Kai Shuhui Ming Xinyi Peng Huimin Yong',
    'Tan Lim Ng Chua Goh Koh Ong Teo Yeo Sim Foo Chong Wong Lau Quek',
  ),
  culture(
    'hi-IN',
    9,
    'Priya Arjun Lakshmi Rohan Kavita Sanjay Meera Vikram Ananya Harish Deepa Nikhil Sunita Aditya Pooja Ravi',
    'Nair Iyer Chatterjee Deshpande Kulkarni Bhatt Menon Rao Banerjee Pillai Joshi Reddy Saxena Kapoor',
  ),
  culture(
    'yo-NG',
    5,
    'Amara Chidi Folake Emeka Ngozi Tunde Yetunde Obinna Adaeze Segun Ifeoma Kelechi Bisi Femi',
    'Okafor Adeyemi Eze Balogun Nwosu Ogunleye Obi Afolabi Okonkwo Bello Uche Adebayo',
  ),
  culture(
    'pl-PL',
    6,
    'Agnieszka Paweł Małgorzata Łukasz Zofia Grzegorz Jadwiga Michał Bożena Wojciech Kasia Rafał',
    'Wiśniewska Kowalczyk Zieliński Wójcik Dąbrowski Szymańska Jabłoński Górski Pawlak Sikora Żak',
  ),
  culture(
    'tr-TR',
    5,
    'Ayşe Mehmet Elif Çağlar Zeynep Burak Gülşah Emre İpek Oğuz Şule Kerem',
    'Yılmaz Demir Çelik Şahin Öztürk Aydın Kılıç Doğan Güneş Aksoy Türkmen',
  ),
  culture(
    'ja-JP',
    5,
    'Kenji Haruka Takumi Yuki Sakura Daichi Misaki Ren Ayumi Shota Emi Hiroshi',
    'Watanabe Tanaka Kobayashi Yamamoto Nakamura Saitō Fujita Ogawa Hayashi Mori Ishikawa',
  ),
  culture(
    'uk-UA',
    4,
    'Olena Taras Iryna Bohdan Kateryna Mykola Solomiya Andriy Lesya Yuriy Oksana Dmytro',
    'Shevchenko Kovalenko Bondarenko Tkachuk Melnyk Kravets Lysenko Hrytsenko Petrenko Savchuk',
  ),
  culture(
    'ar-EG',
    4,
    'Layla Youssef Nour Karim Salma Tarek Hana Omar Dina Khaled Rania Ziad',
    'Mansour Haddad El-Sayed Farouk Nasser Khalil Aziz Barakat Shaheen Darwish',
  ),
  culture(
    'sv-SE',
    4,
    'Sofia Anders Åsa Gustav Linnéa Mårten Ingrid Oskar Ebba Håkan Tuva Nils',
    'Lindqvist Bergström Åkesson Nyberg Sjöberg Hedlund Öberg Ekström Norén Wallin',
  ),
  culture(
    'vi-VN',
    3,
    'Linh Minh Thảo Quân Hương Đức Lan Tuấn Trang Sơn Mai Khoa',
    'Trần Nguyễn Phạm Hoàng Vũ Đặng Bùi Lê Võ Đỗ',
  ),
  culture(
    'el-GR',
    3,
    'Eleni Nikos Sofia Giorgos Katerina Dimitris Ioanna Stavros Despina Petros',
    'Papadaki Georgiou Nikolaidis Vlachou Karras Antoniou Makri Stathopoulos Zervas',
  ),
]

export interface FullName {
  readonly given: string
  readonly family: string
  readonly language: string
}

const weighted = cultures.map((one) => [one, one.weight] as const)

export function drawName(draw: Draw): FullName {
  const { given, family, language } = draw.weighted(weighted)
  return { given: draw.of(given), family: draw.of(family), language }
}

const letters: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', đ: 'd', ı: 'i', ø: 'o', æ: 'ae', þ: 'th' }

/** A name as it stands in an address: lower case, without marks. */
export const inAddress = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[ßłđıøæþ]/g, (letter) => letters[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/[^a-z-]/g, '')
