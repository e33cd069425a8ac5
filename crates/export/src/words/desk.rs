//! The words of what a press desk adds to a digest: number and volume, kinds of items, licences, versions.

use serde::Serialize;

/// `{…}` stands for what is put in.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct DeskWords {
    /// Of `{volume}` and `{number}`.
    pub volume: &'static str,
    /// Of `{names}`.
    pub editors: &'static str,
    /// Of `{time}`.
    pub closing: &'static str,
    pub internal: &'static str,
    /// The section of what is opinion.
    pub opinion: &'static str,
    pub comment: &'static str,
    pub interview: &'static str,
    pub main: &'static str,
    pub mention: &'static str,
    pub by_hand: &'static str,
    pub headline_only: &'static str,
    /// Of `{words}`.
    pub extract: &'static str,
    pub countries: &'static str,
    /// Over the charts.
    pub coverage: &'static str,
    pub outlets: &'static str,
    pub sections: &'static str,
    /// Of `{items}` and `{quota}`.
    pub quota: &'static str,
    /// Of `{version}` and `{date}`.
    pub version: &'static str,
    /// Of `{version}`, `{date}` and `{note}`.
    pub correction: &'static str,
    /// Of `{count}`.
    pub pictures_left_out: &'static str,
}

pub(super) const ENGLISH: DeskWords = DeskWords {
    volume: "Vol. {volume}, No. {number}",
    editors: "Editors: {names}",
    closing: "Closed at {time}",
    internal: "For internal use only",
    opinion: "Comment and opinion",
    comment: "Comment",
    interview: "Interview",
    main: "Main item",
    mention: "Mention",
    by_hand: "Summary in the desk’s own words.",
    headline_only: "The outlet’s licence allows the headline only.",
    extract: "The outlet’s licence allows an extract of at most {words} words.",
    countries: "Countries",
    coverage: "Coverage",
    outlets: "Outlets",
    sections: "Sections",
    quota: "Items: {items} of {quota} planned.",
    version: "Version {version}, {date}.",
    correction: "Corrected in version {version}, {date}: {note}",
    pictures_left_out: "Pictures left out here: {count}.",
};

pub(super) const ARABIC: DeskWords = DeskWords {
    volume: "المجلد {volume}، العدد {number}",
    editors: "التحرير: {names}",
    closing: "أُغلق التحرير الساعة {time}",
    internal: "للاستخدام الداخلي فقط",
    opinion: "تعليقات وآراء",
    comment: "تعليق",
    interview: "مقابلة",
    main: "مادة رئيسية",
    mention: "إشارة",
    by_hand: "الملخص بصياغة هيئة التحرير.",
    headline_only: "لا يسمح ترخيص الوسيلة إلا بنشر العنوان.",
    extract: "يسمح ترخيص الوسيلة بمقتطف لا يتجاوز {words} كلمة.",
    countries: "البلدان",
    coverage: "التغطية",
    outlets: "وسائل الإعلام",
    sections: "الأقسام",
    quota: "المواد: {items} من {quota} مقررة.",
    version: "النسخة {version}، {date}.",
    correction: "تصويب في النسخة {version}، {date}: {note}",
    pictures_left_out: "صور لم تُدرج هنا: {count}.",
};

pub(super) const FRENCH: DeskWords = DeskWords {
    volume: "Vol. {volume}, n° {number}",
    editors: "Rédaction : {names}",
    closing: "Bouclage à {time}",
    internal: "Réservé à l’usage interne",
    opinion: "Commentaires et opinions",
    comment: "Commentaire",
    interview: "Entretien",
    main: "Sujet principal",
    mention: "Mention",
    by_hand: "Résumé rédigé par la rédaction.",
    headline_only: "La licence de ce média n’autorise que le titre.",
    extract: "La licence de ce média autorise un extrait de {words} mots au plus.",
    countries: "Pays",
    coverage: "Répartition",
    outlets: "Médias",
    sections: "Rubriques",
    quota: "Sujets : {items} sur {quota} prévus.",
    version: "Version {version}, {date}.",
    correction: "Corrigé dans la version {version}, {date} : {note}",
    pictures_left_out: "Images non reproduites ici : {count}.",
};

pub(super) const RUSSIAN: DeskWords = DeskWords {
    volume: "Том {volume}, № {number}",
    editors: "Редакторы: {names}",
    closing: "Подписано в {time}",
    internal: "Только для служебного пользования",
    opinion: "Комментарии и мнения",
    comment: "Комментарий",
    interview: "Интервью",
    main: "Главная тема",
    mention: "Упоминание",
    by_hand: "Краткое изложение редакции.",
    headline_only: "Лицензия издания разрешает только заголовок.",
    extract: "Лицензия издания разрешает отрывок не длиннее {words} слов.",
    countries: "Страны",
    coverage: "Охват",
    outlets: "Издания",
    sections: "Разделы",
    quota: "Материалов: {items} из {quota} запланированных.",
    version: "Версия {version}, {date}.",
    correction: "Исправлено в версии {version}, {date}: {note}",
    pictures_left_out: "Иллюстраций, не включённых сюда: {count}.",
};

pub(super) const SPANISH: DeskWords = DeskWords {
    volume: "Vol. {volume}, n.º {number}",
    editors: "Redacción: {names}",
    closing: "Cierre a las {time}",
    internal: "Solo para uso interno",
    opinion: "Comentario y opinión",
    comment: "Comentario",
    interview: "Entrevista",
    main: "Tema principal",
    mention: "Mención",
    by_hand: "Resumen redactado por la redacción.",
    headline_only: "La licencia del medio solo permite el titular.",
    extract: "La licencia del medio permite un extracto de {words} palabras como máximo.",
    countries: "Países",
    coverage: "Distribución",
    outlets: "Medios",
    sections: "Secciones",
    quota: "Noticias: {items} de {quota} previstas.",
    version: "Versión {version}, {date}.",
    correction: "Corregido en la versión {version}, {date}: {note}",
    pictures_left_out: "Imágenes que aquí no se incluyen: {count}.",
};

pub(super) const GERMAN: DeskWords = DeskWords {
    volume: "Jahrgang {volume}, Nr. {number}",
    editors: "Redaktion: {names}",
    closing: "Redaktionsschluss {time}",
    internal: "Nur für den internen Gebrauch",
    opinion: "Kommentar und Meinung",
    comment: "Kommentar",
    interview: "Interview",
    main: "Hauptbeitrag",
    mention: "Erwähnung",
    by_hand: "Zusammenfassung in den Worten der Redaktion.",
    headline_only: "Die Lizenz des Mediums erlaubt nur die Überschrift.",
    extract: "Die Lizenz des Mediums erlaubt einen Auszug von höchstens {words} Wörtern.",
    countries: "Länder",
    coverage: "Verteilung",
    outlets: "Medien",
    sections: "Rubriken",
    quota: "Beiträge: {items} von {quota} geplanten.",
    version: "Fassung {version}, {date}.",
    correction: "Berichtigt in Fassung {version}, {date}: {note}",
    pictures_left_out: "Hier nicht wiedergegebene Bilder: {count}.",
};

pub(super) const CHINESE: DeskWords = DeskWords {
    volume: "第{volume}卷 第{number}期",
    editors: "编辑：{names}",
    closing: "截稿时间：{time}",
    internal: "仅供内部使用",
    opinion: "评论与观点",
    comment: "评论",
    interview: "访谈",
    main: "重点",
    mention: "简讯",
    by_hand: "摘要由编辑部撰写。",
    headline_only: "该媒体的许可仅允许刊登标题。",
    extract: "该媒体的许可允许摘录最多{words}个词。",
    countries: "国家",
    coverage: "覆盖情况",
    outlets: "媒体",
    sections: "栏目",
    quota: "条目：计划{quota}条，已有{items}条。",
    version: "第{version}版，{date}。",
    correction: "第{version}版更正，{date}：{note}",
    pictures_left_out: "此处未收录的图片：{count}张。",
};
