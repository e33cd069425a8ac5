//! Words that pages of any country print around an article, written down from common knowledge of the trade.
//! They are one hint among many: a line is never judged by a word alone.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use crate::lines::Hash;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Month = 0,
    Weekday = 1,
    /// Opens a byline.
    By = 2,
    /// Stands with a picture's credit.
    Credit = 3,
    /// A button or menu of any web page.
    Widget = 4,
    Comment = 5,
    /// Points at other articles.
    Related = 6,
    Legal = 7,
    Subscribe = 8,
    Advertisement = 9,
    /// Says when: published, updated.
    Published = 10,
    /// A span of time: minutes, hours, ago.
    Span = 11,
}

pub(crate) const KINDS: usize = 12;

/// Of a lower-case word's hash.
pub(crate) fn kind_of(word: u64) -> Option<Kind> {
    KNOWN.get(&word).copied()
}

pub(crate) fn hash_word(word: &str) -> u64 {
    let mut hash = Hash::new();
    word.chars().flat_map(char::to_lowercase).for_each(|c| hash.add(c as u32));
    hash.value()
}

static KNOWN: LazyLock<HashMap<u64, Kind, BuildHasherDefault<Hashed>>> = LazyLock::new(|| {
    let mut known = HashMap::default();
    for (kind, words) in WORDS {
        for word in words.split_whitespace() {
            known.insert(hash_word(word), *kind);
        }
    }
    known
});

/// The keys are hashes themselves, and the table is ours: nobody can fill it with keys that fall together.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write_u64(&mut self, key: u64) {
        // The table wants the highest bits mixed too.
        self.0 = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(self.0 ^ u64::from(*byte)));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

const WORDS: &[(Kind, &str)] = &[
    (
        Kind::Month,
        "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
         januar jänner februar märz mai juni juli oktober dezember dez okt mär \
         janvier février mars avril juin juillet août septembre octobre novembre décembre \
         enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre \
         gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre \
         janeiro fevereiro março maio junho julho setembro outubro dezembro \
         januari februari maart mei augustus \
         januar februar marts maj oktober desember augusti \
         stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia \
         ledna února března dubna května června července srpna září října listopadu prosince \
         января февраля марта апреля мая июня июля августа сентября октября ноября декабря \
         січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня \
         ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık \
         januari februari maret agustus desember \
         يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين \
         ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου \
         sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio \
         ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie \
         januarie februarie junie julie desember tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta \
         फरवरी मार्च अप्रैल जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर जनवरी फ़रवरी",
    ),
    (
        Kind::Weekday,
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri \
         montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
         lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
         lunedì martedì mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira \
         maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag \
         poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье \
         понеділок вівторок середа четвер пʼятниця субота неділя pazartesi salı çarşamba perşembe cuma cumartesi pazar \
         senin selasa rabu kamis jumat sabtu minggu الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    ),
    (
        Kind::By,
        "by von par por di da door av af przez автор автори yazan oleh بقلم كتب كتبت written author text texte texto testo autor autorin auteur autore \
         reporter correspondent redaktion redacción rédaction redazione redação editor redaktör redaktør toimittaja staff writer 文 作者 记者 記者 기자 編集 编辑 責編",
    ),
    (
        Kind::Credit,
        "photo photos photograph photographer picture image images photography courtesy credit getty reuters afp ap epa dpa shutterstock istock unsplash \
         foto fotos bild bilder abbildung crédit illustration fotografía fotograf imagen immagine imagem fotografia kuva zdjęcie фото снимок fotoğraf \
         صورة تصوير 写真 撮影 提供 图片 圖片 摄影 사진 pool imago alamy scanpix ritzau anp tt ansa efe archive archiv archivo screenshot video vidéo",
    ),
    (
        Kind::Widget,
        "share tweet print save email e-mail copy link facebook twitter linkedin whatsapp instagram youtube pinterest reddit telegram tiktok flipboard bluesky threads messenger \
         menu search home login log sign register account close open skip content navigation toggle next previous prev back top more show less load view all play listen watch \
         follow download app rss cookies accept click here loading bookmark gift edit reply submit send contact about faq help \
         teilen drucken merken suche suchen anmelden abmelden registrieren konto schließen öffnen weiter zurück startseite mehr anzeigen anhören hören folgen impressum kontakt \
         partager imprimer enregistrer rechercher connexion accueil fermer ouvrir suivant précédent retour écouter suivre \
         compartir imprimir guardar buscar iniciar sesión inicio cerrar abrir siguiente anterior volver escuchar seguir ver más \
         condividi stampa salva cerca accedi chiudi apri successivo precedente ascolta segui menù compartilhar salvar entrar fechar \
         delen afdrukken opslaan zoeken inloggen sluiten vorige volgende terug luister volg del gem søg søk sök log ind logg inn dela spara stäng lukk \
         udostępnij drukuj zapisz szukaj zaloguj zamknij поделиться печать сохранить поиск войти закрыть меню главная читать paylaş yazdır kaydet ara giriş kapat anasayfa \
         bagikan cetak simpan cari masuk beranda مشاركة شارك طباعة حفظ بحث تسجيل الرئيسية القائمة إغلاق نسخ رابط \
         シェア 印刷 保存 検索 ログ メニュ 共有 共享 分享 打印 收藏 搜索 登录 首页 菜单 关闭 공유 인쇄 저장 검색 로그인 메뉴 홈 닫기 댓글",
    ),
    (
        Kind::Comment,
        "comment comments reply replies responses discussion kommentar kommentare kommentieren commentaire commentaires réagir comentario comentarios comentar commenti commento comentários \
         reacties reageren kommentarer kommentarar komentarze комментарий комментарии коментарі yorum yorumlar komentar تعليق تعليقات コメント 评论 評論 댓글 leserbrief",
    ),
    (
        Kind::Related,
        "related recommended recommendations popular trending latest newest similar stories topics tags tagged categories category newsletters \
         verwandte ähnliche empfohlen meistgelesen themen thema schlagworte auch lesen interessieren artikel \
         similaires lire aussi articles thèmes relacionados relacionadas noticias temas etiquetas leer también leggi anche correlati argomenti leia também notícias relacionadas \
         gerelateerd lees ook meer onderwerpen læs også les også läs också emner ämnen powiązane czytaj też tematy читайте также теги похожие ilgili haberler etiketler \
         terkait baca juga topik مواضيع متعلقة إقرأ اقرأ أيضا 関連 記事 人気 相关 阅读 推荐 热门 관련 기사 추천",
    ),
    (
        Kind::Legal,
        "copyright rights reserved privacy policy terms conditions disclaimer cookie imprint accessibility trademark llc inc \
         rechte vorbehalten datenschutz nutzungsbedingungen agb droits réservés confidentialité mentions légales derechos reservados privacidad aviso legal términos condiciones \
         diritti riservati termini direitos reservados privacidade voorwaarden rettigheter rettigheder rättigheter prawa zastrzeżone prywatności права защищены конфиденциальности \
         hakları saklıdır gizlilik hak cipta الحقوق محفوظة الخصوصية 著作権 無断 転載 版权 版權 所有 저작권 무단 금지",
    ),
    (
        Kind::Subscribe,
        "subscribe subscription newsletter signup subscriber subscribers premium member membership unsubscribe inbox donate \
         abonnieren abonnement abo abonnenten abonner abonnez inscrivez suscríbete suscribirse suscripción boletín iscriviti abbonati abbonamento assine assinar inscreva \
         abonneren nieuwsbrief abonner nyhedsbrev nyhetsbrev prenumerera prenumeration subskrybuj prenumerata подписаться подписка рассылка abone bülten berlangganan اشترك اشتراك النشرة \
         購読 会員 登録 订阅 訂閱 会员 구독 가입",
    ),
    (
        Kind::Advertisement,
        "advertisement advertising ad ads sponsored promoted promotion partner affiliate anzeige werbung publicité annonce annonser annons reklame reklam reklama publicidad pubblicità publicidade advertentie \
         реклама iklan إعلان إعلانات 広告 广告 廣告 광고 sponsor annonsørinnhold",
    ),
    (
        Kind::Published,
        "published updated posted modified reviewed publication veröffentlicht aktualisiert stand erschienen publié mis jour publicado actualizado actualización pubblicato aggiornato atualizado \
         gepubliceerd bijgewerkt publiceret opdateret publisert oppdatert publicerad uppdaterad opublikowano aktualizacja опубликовано обновлено опубліковано güncelleme yayınlanma giriş \
         diterbitkan نشر تحديث 公開 更新 発表 发布 입력 수정 등록 julkaistu paskelbta",
    ),
    (
        Kind::Span,
        "ago min mins minute minutes hour hours hrs hr day days week weeks month months year years read reading minuten stunden tage tagen vor lesezeit lesedauer heure heures jours \
         minuti minutos horas hace días ore fa giorni uur dagen minutter minuter timer dager timmar минут часов дней назад dakika saat gün önce menit jam hari دقيقة دقائق ساعة ساعات \
         時間 分前 日前 分钟 小时 시간",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_whatever_their_case_and_script() {
        assert_eq!(kind_of(hash_word("Février")), Some(Kind::Month));
        assert_eq!(kind_of(hash_word("КОММЕНТАРИИ")), Some(Kind::Comment));
        assert_eq!(kind_of(hash_word("広告")), Some(Kind::Advertisement));
        assert_eq!(kind_of(hash_word("harbour")), None);
    }
}
