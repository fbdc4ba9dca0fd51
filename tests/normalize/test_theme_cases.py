"""Short made texts and the themes that a reader gives them; near misses of each theme too."""

from __future__ import annotations

import pytest

from normalize.theme_scores import evidence_in, verdicts
from normalize.theme_vocabulary import themes
from tests.builders.documents import shown

CASES = [
    # service
    ("転出届をオンラインで提出できる電子申請システムを整備します。", "online_procedures"),
    (
        "保育所の入所申込みなど、ぴったりサービスの対象手続を増やします。",
        "health_welfare online_procedures",
    ),
    ("申請から交付までインターネットで完結する手続を広げます。", "online_procedures"),
    ("補助金の申請期限を延長します。", ""),
    ("オンライン会議の機器を貸し出します。", "telework"),
    ("マイナンバーカードを利用した独自サービスを検討します。", "mynumber"),
    ("マイナポータルからの通知の種類を増やします。", "mynumber"),
    ("マイナンバー利用事務系の端末を更新します。", "infrastructure"),
    ("図書館カードの有効期限を見直します。", "culture"),
    ("窓口でコード決済や電子マネーを使えるようにします。", "cashless"),
    ("上下水道料金のクレジットカード納付を始めます。", "cashless town"),
    ("伝票の決裁を電子化します。", "paperless"),
    ("書類の収納場所を整理します。", ""),
    ("来庁者が申請書を書かない窓口を導入します。", "service_counter"),
    ("体育館などの施設予約をスマートフォンから行えるようにします。", "service_counter"),
    ("証明書のコンビニ交付の利用を促します。", "service_counter"),
    ("窓口の案内表示を塗り替えます。", ""),
    ("窓口に電子マネーの読み取り機を置きます。", "cashless"),
    ("窓口での待ち時間を短くします。", "service_counter"),
    ("引越しワンストップサービスを始めます。", "online_procedures"),
    ("町の公式LINEで行事を知らせます。", "information_delivery"),
    ("ホームページを更新し、検索しやすくします。", "information_delivery"),
    ("議会の動画配信を行います。", "information_delivery"),
    ("大雨のときの情報伝達の手段を増やします。", "information_delivery"),
    ("標的型攻撃メールへの対応手順を配ります。", "security"),
    ("窓口に多言語の翻訳タブレットを置きます。", "multilingual"),
    ("やさしい日本語で書いた手引きを作ります。", "multilingual"),
    ("プログラミング言語を学ぶ講座を開きます。", ""),
    ("公民館で高齢者向けのスマホ教室を開きます。", "digital_divide"),
    ("ウェブアクセシビリティの点検を毎年行います。", "digital_divide"),
    ("高齢者の運転免許の返納を支援します。", ""),
    # data
    ("推奨データセットに沿ってオープンデータを公開します。", "open_data"),
    ("統計書をオープンデータとして掲載します。", "open_data"),
    ("会議の議事録を公開します。", ""),
    ("統合型GISに航空写真を載せます。", "data_use"),
    ("EBPMの手引きを定め、政策立案に用います。", "data_use"),
    ("データセンターへの移設を終えました。", "infrastructure"),
    ("都市OSを用いたデータ連携基盤を作ります。", "cross_sector"),
    ("分野横断でサービスをつなぐプラットフォームを検討します。", "cross_sector"),
    ("マイキープラットフォームを使います。", "mynumber"),
    # administration
    ("標準準拠システムへ移行し、ガバメントクラウドを利用します。", "standardization"),
    ("BPRにより業務の見直しを進めます。", "standardization"),
    ("定型作業にRPAを適用します。", "ai_rpa"),
    ("問い合わせにAIチャットボットで答えます。", "ai_rpa"),
    ("機械学習で道路のひび割れを見つけます。", "ai_rpa town"),
    ("紙の台帳を電子化します。", "paperless"),
    ("ペーパーレス会議を広げ、電子決裁を始めます。", "paperless"),
    ("住民基本台帳の閲覧を制限します。", ""),
    ("基幹業務システムを更新し、近隣の町と共同利用します。", "business_systems"),
    ("財務会計システムの更新に合わせ、クラウド化します。", "business_systems"),
    ("給水システムの図面を保管します。", ""),
    ("紙の台帳で行う公園の管理をシステム化します。", "paperless town"),
    ("滞納整理支援システムの導入", "business_systems"),
    ("証明書発行システムを使って発行します。", ""),
    ("テレワークの端末を増やし、在宅勤務を試行します。", "telework"),
    ("Ｗｅｂ会議の環境を整えます。", "telework"),
    ("働く意欲のある人を応援します。", ""),
    # foundation
    ("避難所に公衆無線ＬＡＮ（Wi－Fi）を設けます。", "disaster infrastructure"),
    ("庁内ネットワークを10年ぶりに更新します。", "infrastructure"),
    ("ソーシャルネットワークの利用方針を定めます。", ""),
    ("情報セキュリティポリシーを改定し、内部監査を行います。", "security"),
    ("個人情報の保護に関する規程を見直します。", "security"),
    ("新型コロナウイルス対策として換気を行います。", ""),
    ("ICT-BCPを策定し、訓練を行います。", "continuity"),
    ("住民情報のバックアップを遠隔地に置きます。", "continuity"),
    # people
    ("デジタル人材を育てるため、階層別の職員研修を行います。", "human_resources"),
    ("ITパスポートの資格取得を補助します。", "human_resources"),
    ("職員駐車場を移します。", "town"),
    ("CIOを長とする推進本部で進捗管理を行います。", "governance"),
    ("PDCAサイクルにより計画の見直しを行います。", "governance"),
    ("都市計画の見直しを行います。", "town"),
    ("各課の情報化推進リーダーが電子申請を広げます。", "governance online_procedures"),
    # field
    ("防災行政無線の戸別受信機を全戸に配ります。", "disaster"),
    ("罹災証明書を早く出せるようにします。", "disaster"),
    ("防災危機管理課が担当します。", ""),
    ("１人１台端末を授業で使い、デジタル教科書を入れます。", "infrastructure school_ict"),
    ("教職員の校務支援システムを入れます。", "school_ict"),
    ("教育委員会の会議録を保存します。", ""),
    ("健診の結果をスマートフォンで見られるようにします。", "health_welfare"),
    ("介護と医療の情報を共有します。", "health_welfare"),
    ("健康で文化的な暮らしを願います。", ""),
    ("スマート農業の実証を支援します。", "industry"),
    ("観光客の周遊を促すアプリを作ります。", "industry information_delivery"),
    ("民間企業の知見を取り入れます。", ""),
    ("市民参加のアイデアソンを開きます。", "community"),
    ("自治会の回覧を電子町内会で行います。", "community"),
    ("男女共同参画の計画を配ります。", ""),
    ("電子図書館を開き、郷土資料を収めます。", "culture"),
    ("文化財をデジタルアーカイブにします。", "culture"),
    ("組織文化を変えます。", ""),
    ("ごみの収集日を知らせるアプリを配ります。", "information_delivery town"),
    ("デマンド交通の予約を電話で受けます。", "town"),
    ("情報化社会に対応した環境を整えます。", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_themes_of_a_text(text: str, expected: str) -> None:
    found = {verdict.theme for verdict in verdicts(evidence_in(shown(text), "text"))}
    assert found == set(expected.split())


def test_every_theme_has_cases() -> None:
    given = {code for _, expected in CASES for code in expected.split()}
    assert given == set(themes())
