import type { Story } from '../story';

export const paragraphs = [
  'Officials familiar with the talks said the remaining differences were narrow, and that both delegations had agreed to keep the channel open over the weekend.',
  '“We are closer than we were a month ago, and further than we would like to be,” one of the negotiators told reporters on the steps of the conference hall.',
  'The figures, published on Monday by the statistics office, were revised down twice during the winter and remain provisional until the summer.',
  'Residents of the lower town said the notice had reached them late in the evening, and that few had time to move more than papers and medicine.',
  'Analysts cautioned against reading too much into a single week. Volumes have swung by a fifth in either direction since the new tariff took effect.',
  'The ministry did not answer questions about the cost. A spokeswoman said only that “every line of the estimate will be public before the vote”.',
  'A similar proposal was withdrawn in 2019 after three of the five provinces declined to share their share of the upkeep.',
];

export const stories: Story[] = [
  {
    source: 'The Harbour Post',
    at: '2026-03-16T06:40:00+02:00',
    from: 'metadata',
    title: 'Grain corridor reopens as first convoy clears the northern strait',
    standfirst:
      'Eleven ships left Port Salem before dawn under a revised inspection scheme that insurers had asked for since autumn.',
    byline: ['Ines Calloway', 'Tomas Brandt'],
    dateline: 'PORT SALEM',
    section: 'World',
    bookmarked: true,
    tags: ['trade'],
    opening:
      'Eleven vessels carrying wheat and barley passed the northern strait on Monday, the first commercial convoy to do so since the channel was closed to merchant traffic in October.',
    captions: [
      {
        text: 'A bulk carrier waits for inspection in the outer roads of Port Salem on Sunday evening.',
        credit: 'Meridian Wire',
      },
    ],
    html: `<p>Eleven vessels carrying wheat and barley passed the northern strait on Monday, the first commercial convoy to do so since the channel was closed to merchant traffic in October.</p>
<p>The ships left in pairs at intervals of forty minutes, each with a joint team of inspectors aboard. By noon the last of them had reached open water, according to the harbour master’s log, which was <a href="https://harbourpost.example/log">published in full</a>.</p>
<h2>What changed in the inspections</h2>
<p>Under the old rules a cargo could be opened three times between loading and the strait. Under the new ones it is opened once, in the presence of all parties, and sealed. Insurers had made that a condition of lowering the war-risk premium.</p>
<blockquote><p>“A seal that everybody has watched being closed is worth more than three searches that nobody trusts.”</p></blockquote>
<p>The premium fell by a third within hours, traders said, though it remains several times what it was before the closure.</p>
<table><thead><tr><th>Week</th><th>Vessels</th><th>Tonnes</th></tr></thead><tbody><tr><td>2 March</td><td>0</td><td>0</td></tr><tr><td>9 March</td><td>2</td><td>41,000</td></tr><tr><td>16 March</td><td>11</td><td>318,000</td></tr></tbody></table>
<p>Officials on both shores warned that the arrangement runs for thirty days and must be renewed by name, port by port. “It is a door held open by hand,” one of them said. “Somebody has to keep standing there.”</p>
<p>For the mills of the interior, which have been running on reserves since January, the first deliveries are expected within the week.</p>`,
  },
  {
    source: 'Meridian Wire',
    at: '2026-03-16T05:55:00+00:00',
    from: 'metadata',
    title: 'Insurers cut war-risk premium by a third after convoy passes',
    byline: ['Meridian staff'],
    dateline: 'LONDON',
    tags: ['trade', 'shipping'],
    opening:
      'Underwriters lowered the additional premium for the northern strait within hours of Monday’s passage, the largest single reduction since the channel was closed.',
  },
  {
    source: 'Levant Courier',
    at: '2026-03-16',
    from: 'text',
    title: 'Water ministry publishes the long-delayed map of the eastern aquifer',
    bookmarked: true,
    tags: ['water'],
    section: 'National',
    byline: ['Rami Haddad'],
    dateline: 'ZAHRA',
    standfirst:
      'The survey puts the reserve at two thirds of the old estimate and names forty wells to be closed.',
    opening:
      'The ministry of water on Monday published a survey of the eastern aquifer that had been promised for six years, and that puts the reserve at two thirds of the figure on which every plan since has been built.',
    captions: [
      { text: 'A measuring station on the edge of the eastern basin.', credit: 'L. Nasser' },
      { text: 'The new map: wells to be closed are marked in red.', credit: null },
    ],
  },
  {
    source: 'The Harbour Post',
    at: '2026-03-16',
    from: 'inferred',
    reason: 'the caption says “March 16, 2026” and the lead says “on Monday”',
    title: 'Two killed as ferry pier gives way in Old Quay',
    bookmarked: true,
    tags: ['accident'],
    opening:
      'Two dock workers died on Monday when a section of the disused ferry pier in Old Quay collapsed during repairs, the fire brigade said.',
    captions: [
      { text: 'Rescue workers at the ferry pier in Old Quay, March 16, 2026.', credit: 'Harbour Post' },
    ],
  },
  {
    source: 'Northfield Gazette',
    at: '2026-03-16T07:15:00+01:00',
    from: 'metadata',
    title: 'Parliament to vote on broadcasting bill after all-night sitting',
    section: 'Politics',
    byline: ['Clara Wendt'],
    opening:
      'The lower house will vote on Tuesday on a bill that would place the public broadcaster under a council named by the chamber itself, after a sitting that ended at five in the morning.',
  },
  {
    source: 'Meridian Wire',
    at: '2026-03-16T04:20:00+00:00',
    from: 'metadata',
    title: 'Central bank holds rate, drops the word “temporary”',
    tags: ['economy'],
    opening:
      'The central bank left its main rate unchanged for the fifth meeting in a row, and removed from its statement the word that had described price rises since last spring.',
  },
  {
    source: 'The Ledger',
    at: '2026-03-16',
    from: 'text',
    title: 'What the aquifer map means for the price of bread',
    section: 'Analysis',
    byline: ['Yusuf Amari'],
    tags: ['water', 'economy'],
    bookmarked: true,
    opening:
      'A third less water under the eastern plain is, in the end, a number about wheat. This is what it does to the mills, to the subsidy, and to a loaf.',
  },
  {
    source: 'Levant Courier',
    at: '2026-03-15T18:05:00+02:00',
    from: 'metadata',
    title: 'Teachers suspend strike for a week to allow mediation',
    read: true,
    tags: ['labour'],
    opening:
      'The teachers’ federation said on Sunday it would suspend its strike for seven days after the labour court offered to mediate.',
  },
  {
    source: 'Northfield Gazette',
    at: '2026-03-15',
    from: 'text',
    title: 'Regional rail timetable to change twice before summer',
    read: true,
    opening:
      'Passengers on the coastal line face two timetable changes before June, the operator confirmed, because the new signalling will be switched on in stages.',
  },
  {
    source: 'The Harbour Post',
    at: '2026-03-15',
    from: 'text',
    title: 'Mayor’s office declines to name the buyer of the customs house',
    section: 'City',
    byline: ['Ines Calloway'],
    opening:
      'The nineteenth-century customs house has been sold, the city confirmed on Sunday, to a buyer it will not name until the contract is registered.',
  },
  {
    source: 'Meridian Wire',
    at: '2026-03-15T11:30:00+00:00',
    from: 'metadata',
    title: 'Aid convoy reaches mountain district cut off since February',
    bookmarked: true,
    tags: ['aid'],
    dateline: 'KARSIN (Meridian)',
    opening:
      'Fourteen trucks with food, stoves and medicine reached the Karsin district on Sunday, three weeks after an avalanche closed its only road.',
  },
  {
    source: 'The Ledger',
    at: '2026-03-15',
    from: 'inferred',
    reason: 'the text says “last Friday, 13 March”',
    title: 'A quiet change in the procurement law, and who asked for it',
    section: 'Investigations',
    byline: ['Mara Okoye', 'Yusuf Amari'],
    opening:
      'A single sentence added to the procurement law in February raised the limit for contracts without tender from fifty thousand to half a million.',
  },
  {
    source: 'Levant Courier',
    at: '2026-03-14',
    from: 'text',
    title: 'Museum returns eleven tablets to the valley they came from',
    read: true,
    tags: ['culture'],
    opening:
      'Eleven clay tablets taken from the upper valley a century ago were handed over on Saturday in a ceremony attended by the villagers who had asked for them.',
  },
  {
    source: 'Northfield Gazette',
    at: '2026-03-14T09:00:00+01:00',
    from: 'metadata',
    title: 'Court orders ministry to publish air readings by the hour',
    read: true,
    opening:
      'The administrative court ruled on Saturday that hourly air quality readings are public records, ending a dispute that began with a single broken sensor.',
  },
  {
    source: 'The Harbour Post',
    at: '2026-03-13',
    from: 'file',
    title: 'Night buses return to the eastern suburbs',
    read: true,
    section: 'City',
    opening:
      'Four night lines that were withdrawn in 2023 will run again from the first of April, the transit board decided.',
  },
  {
    source: 'Meridian Wire',
    at: '2026-03-13T15:45:00+00:00',
    from: 'metadata',
    title: 'Fisheries talks break up without a date for the next round',
    tags: ['trade'],
    opening:
      'Talks on the shared fishing grounds ended on Friday without an agreement, and for the first time without a date on which to resume.',
  },
  {
    source: 'The Ledger',
    at: '2026-03-12',
    from: 'text',
    title: 'The town that kept its own weather records for 140 years',
    section: 'Weekend',
    byline: ['Hannah Voss'],
    read: true,
    bookmarked: true,
    opening:
      'In the attic of the school in Altenmoor stand 140 ledgers. Each holds a year of weather, read three times a day by whoever was headmaster.',
  },
  {
    source: 'Levant Courier',
    at: '2026-03-12T08:10:00+02:00',
    from: 'metadata',
    title: 'Border crossing at Tel Rifan to open on weekdays',
    read: true,
    opening:
      'The crossing at Tel Rifan will open to passengers five days a week from Sunday, the two interior ministries said in a joint note.',
  },
  {
    source: 'Northfield Gazette',
    at: '2026-03-11',
    from: 'text',
    title: 'Hospital merger approved on condition that both emergency rooms stay',
    read: true,
    opening:
      'The competition authority approved the merger of the two Northfield hospitals on Wednesday, provided that neither closes its emergency room for ten years.',
  },
  {
    source: 'The Harbour Post',
    at: '2026-03-11',
    from: 'text',
    title: 'Letters: on pilots, pilotage, and the tide of 9 March',
    read: true,
    section: 'Letters',
    opening:
      'Sir, your report on the grounding of the Amalia says that the pilot “misjudged the tide”. Nobody misjudges a tide; one is told it wrongly.',
  },
  {
    source: 'Meridian Wire',
    at: '2026-03-10T20:00:00+00:00',
    from: 'metadata',
    title: 'Election commission sets 7 June for the postponed ballot',
    tags: ['elections'],
    read: true,
    opening:
      'The postponed parliamentary election will be held on 7 June, the commission said on Tuesday, and observers will be invited from the first day of counting.',
  },
  {
    source: 'The Ledger',
    at: '2026-03-10',
    from: 'text',
    title: 'Copper: the shortage that was announced four times',
    read: true,
    tags: ['economy'],
    opening:
      'Each of the past four winters began with a forecast of empty warehouses. Each ended with fuller ones. This time the warehouses themselves are being sold.',
  },
];
