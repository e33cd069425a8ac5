import type { Story } from '../story';

export const paragraphs = [
  'Selon des responsables proches des discussions, les divergences restantes sont minces, et les deux délégations sont convenues de garder le contact pendant le week-end.',
  '« Nous sommes plus près qu’il y a un mois, et plus loin que nous ne le voudrions », a confié l’un des négociateurs sur les marches du palais des congrès.',
  'Les chiffres, publiés lundi par l’office des statistiques, ont été révisés deux fois à la baisse au cours de l’hiver et restent provisoires jusqu’à l’été.',
  'Les habitants de la ville basse disent avoir reçu l’avis tard dans la soirée ; peu d’entre eux ont pu emporter davantage que des papiers et des médicaments.',
  'Le ministère n’a pas répondu aux questions sur le coût. « Chaque ligne du devis sera publique avant le vote », a seulement indiqué une porte-parole.',
];

export const stories: Story[] = [
  {
    source: 'Le Courrier du Midi',
    at: '2026-03-16T07:30:00+01:00',
    from: 'metadata',
    title: 'Le corridor céréalier rouvre : un premier convoi franchit le détroit du Nord',
    bookmarked: true,
    tags: ['commerce'],
    byline: ['Élise Garnier'],
    dateline: 'PORT-SALEM',
    standfirst:
      'Onze navires ont appareillé avant l’aube, sous un régime d’inspection que les assureurs réclamaient depuis l’automne.',
    opening:
      'Onze navires chargés de blé et d’orge ont franchi lundi le détroit du Nord, premier convoi marchand depuis la fermeture du chenal en octobre.',
    captions: [
      {
        text: 'Un vraquier attend l’inspection en rade de Port-Salem, dimanche soir.',
        credit: 'Le Courrier',
      },
    ],
  },
  {
    source: 'La Dépêche des Ponts',
    at: '2026-03-16',
    from: 'text',
    title: 'Nappe de l’Est : la carte attendue depuis six ans revoit les réserves d’un tiers',
    tags: ['eau'],
    opening:
      'Le ministère de l’eau a publié lundi un relevé promis depuis six ans : la réserve ne représente que les deux tiers du chiffre sur lequel reposent tous les plans.',
  },
  {
    source: 'Le Courrier du Midi',
    at: '2026-03-15T20:15:00+01:00',
    from: 'metadata',
    title: 'Les enseignants suspendent leur grève pour une semaine',
    read: true,
    opening:
      'La fédération des enseignants a annoncé dimanche la suspension de sa grève pour sept jours, le tribunal du travail ayant proposé sa médiation.',
  },
  {
    source: 'La Dépêche des Ponts',
    at: '2026-03-15',
    from: 'text',
    title: 'Marchés publics : une phrase discrète, et qui l’a demandée',
    section: 'Enquête',
    bookmarked: true,
    opening:
      'Une seule phrase, ajoutée en février au code des marchés, a porté le seuil de l’appel d’offres de cinquante mille à un demi-million.',
  },
  {
    source: 'Le Courrier du Midi',
    at: '2026-03-14',
    from: 'text',
    title: 'Onze tablettes d’argile rendues à leur vallée',
    read: true,
    section: 'Culture',
    opening:
      'Onze tablettes emportées il y a un siècle de la haute vallée ont été remises samedi aux villageois qui les réclamaient.',
  },
  {
    source: 'La Dépêche des Ponts',
    at: '2026-03-12',
    from: 'inferred',
    reason: 'la légende dit « jeudi 12 mars »',
    title: 'Le poste-frontière de Tel Rifan ouvrira en semaine',
    read: true,
    opening:
      'Le poste de Tel Rifan ouvrira aux voyageurs cinq jours par semaine à partir de dimanche, selon une note commune des deux ministères de l’intérieur.',
  },
  {
    source: 'Le Courrier du Midi',
    at: '2026-03-11',
    from: 'file',
    title: 'Fusion des hôpitaux : les deux services d’urgence devront rester',
    read: true,
    opening:
      'L’autorité de la concurrence a autorisé mercredi la fusion, à condition qu’aucun des deux établissements ne ferme ses urgences pendant dix ans.',
  },
];
