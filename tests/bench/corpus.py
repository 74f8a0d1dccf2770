#!/usr/bin/env python3
"""A made-up investment portal as a Portolan site, for measuring.

N records, each in five languages: 40 % projects, 15 % industrial zones, 30 % news, 10 % events, 5 % legal documents; texts of
about 2,500 characters with tables, lists, links, footnotes and pictures; typed facts; a sector and a zone each. Needs nothing but
Python; the same seed and N give the same bytes.

    corpus.py --records 2000 --seed 7 --out DIR
"""
import argparse
import datetime
import json
import os
import random
import shutil
import struct
import sys
import zlib

LANGS = ["vi", "en", "ja", "ko", "zh"]
TAG = {"vi": "vi", "en": "en", "ja": "ja", "ko": "ko", "zh": "zh-Hans"}
LOCALE = {"vi": "vi_VN", "en": "en_US", "ja": "ja_JP", "ko": "ko_KR", "zh": "zh_CN"}
NAME = {"vi": "Tiếng Việt", "en": "English", "ja": "日本語", "ko": "한국어", "zh": "简体中文"}
FALLBACK = {"vi": [], "en": ["vi"], "ja": ["en", "vi"], "ko": ["en", "vi"], "zh": ["en", "vi"]}
MIX = [("projects", 40), ("parks", 15), ("news", 30), ("events", 10), ("legal", 5)]
ORDER = ["en", "vi", "ja", "ko", "zh"]  # of the columns of the word tables
MARK = ".corpus"

NOUNS = """
investment|vốn đầu tư|投資|투자|投资
project|dự án|プロジェクト|프로젝트|项目
industrial zone|khu công nghiệp|工業団地|공업단지|工业园区
economic zone|khu kinh tế|経済区|경제구역|经济区
infrastructure|hạ tầng kỹ thuật|インフラ|인프라|基础设施
seaport|cảng biển|港湾|항만|海港
airport|sân bay|空港|공항|机场
expressway|đường cao tốc|高速道路|고속도로|高速公路
railway|đường sắt|鉄道|철도|铁路
power grid|lưới điện|送電網|전력망|电网
water supply|hệ thống cấp nước|給水設備|급수 시설|供水系统
wastewater plant|nhà máy xử lý nước thải|排水処理場|폐수 처리장|污水处理厂
warehouse|kho bãi|倉庫|창고|仓库
logistics centre|trung tâm logistics|物流センター|물류 센터|物流中心
supply chain|chuỗi cung ứng|サプライチェーン|공급망|供应链
factory|nhà máy|工場|공장|工厂
ready-built workshop|nhà xưởng xây sẵn|レンタル工場|임대 공장|标准厂房
land lease|thuê đất|土地賃借|토지 임대|土地租赁
land clearance|giải phóng mặt bằng|用地収用|부지 보상|征地拆迁
licence|giấy phép|許認可|인허가|许可证
investment certificate|giấy chứng nhận đăng ký đầu tư|投資登録証明書|투자등록증|投资登记证
tax incentive|ưu đãi thuế|税制優遇|세제 혜택|税收优惠
corporate income tax|thuế thu nhập doanh nghiệp|法人税|법인세|企业所得税
import duty|thuế nhập khẩu|輸入関税|수입 관세|进口关税
customs procedure|thủ tục hải quan|通関手続き|통관 절차|海关手续
one-stop service|dịch vụ một cửa|ワンストップサービス|원스톱 서비스|一站式服务
administrative reform|cải cách hành chính|行政改革|행정 개혁|行政改革
people's committee|ủy ban nhân dân|人民委員会|인민위원회|人民委员会
ministry|bộ ngành|省庁|부처|部委
investor|nhà đầu tư|投資家|투자자|投资者
enterprise|doanh nghiệp|企業|기업|企业
start-up|doanh nghiệp khởi nghiệp|スタートアップ|스타트업|初创企业
joint venture|liên doanh|合弁会社|합작회사|合资企业
partner|đối tác|パートナー|파트너|合作伙伴
contractor|nhà thầu|請負業者|시공사|承包商
bank|ngân hàng|銀行|은행|银行
credit line|hạn mức tín dụng|融資枠|신용 한도|信贷额度
bond|trái phiếu|債券|채권|债券
capital flow|dòng vốn|資金の流れ|자본 흐름|资金流
exchange rate|tỷ giá|為替レート|환율|汇率
export|xuất khẩu|輸出|수출|出口
import|nhập khẩu|輸入|수입|进口
trade agreement|hiệp định thương mại|貿易協定|무역협정|贸易协定
market|thị trường|市場|시장|市场
workforce|lực lượng lao động|労働力|노동력|劳动力
engineer|kỹ sư|技術者|엔지니어|工程师
vocational school|trường nghề|職業訓練校|직업학교|职业学校
university|trường đại học|大学|대학교|大学
training programme|chương trình đào tạo|研修プログラム|교육 과정|培训计划
worker housing|nhà ở công nhân|従業員住宅|근로자 주택|职工住房
hospital|bệnh viện|病院|병원|医院
semiconductor|chất bán dẫn|半導体|반도체|半导体
electronics|điện tử|電子機器|전자제품|电子产品
automobile|ô tô|自動車|자동차|汽车
battery|pin lưu trữ|蓄電池|배터리|电池
steel|thép|鉄鋼|철강|钢铁
cement|xi măng|セメント|시멘트|水泥
textile|dệt may|繊維製品|섬유 제품|纺织品
footwear|da giày|履物|신발|鞋类
furniture|đồ gỗ nội thất|家具|가구|家具
seafood|thủy sản|水産物|수산물|水产品
rice|lúa gạo|米|쌀|大米
coffee|cà phê|コーヒー|커피|咖啡
rubber|cao su|ゴム|고무|橡胶
fruit processing|chế biến trái cây|果物加工|과일 가공|水果加工
pharmaceuticals|dược phẩm|医薬品|의약품|药品
medical equipment|thiết bị y tế|医療機器|의료기기|医疗设备
software|phần mềm|ソフトウェア|소프트웨어|软件
data centre|trung tâm dữ liệu|データセンター|데이터 센터|数据中心
artificial intelligence|trí tuệ nhân tạo|人工知能|인공지능|人工智能
digital transformation|chuyển đổi số|デジタル化|디지털 전환|数字化转型
innovation hub|trung tâm đổi mới sáng tạo|イノベーション拠点|혁신 센터|创新中心
research institute|viện nghiên cứu|研究所|연구소|研究院
patent|bằng sáng chế|特許|특허|专利
solar farm|nhà máy điện mặt trời|太陽光発電所|태양광 발전소|太阳能电站
wind farm|nhà máy điện gió|風力発電所|풍력 발전소|风电场
gas terminal|kho cảng khí|ガス基地|가스 터미널|天然气接收站
hydrogen|hydro xanh|水素|수소|氢能
emission quota|hạn ngạch phát thải|排出枠|배출권|排放配额
carbon market|thị trường các-bon|炭素市場|탄소 시장|碳市场
waste treatment|xử lý chất thải|廃棄物処理|폐기물 처리|垃圾处理
green belt|vành đai xanh|緑地帯|녹지대|绿化带
flood control|chống ngập|治水|홍수 방지|防洪
irrigation|thủy lợi|灌漑|관개|水利
eco-tourism|du lịch sinh thái|エコツーリズム|생태 관광|生态旅游
resort|khu nghỉ dưỡng|リゾート|리조트|度假村
hotel|khách sạn|ホテル|호텔|酒店
heritage site|di sản|世界遺産|문화유산|遗产地
urban area|khu đô thị|市街地|도시 지역|城区
smart city|đô thị thông minh|スマートシティ|스마트시티|智慧城市
metro line|tuyến metro|都市鉄道|도시철도|地铁线路
bridge|cầu|橋梁|교량|桥梁
tunnel|hầm|トンネル|터널|隧道
border gate|cửa khẩu|国境ゲート|국경 검문소|口岸
free trade zone|khu thương mại tự do|自由貿易区|자유무역지대|自由贸易区
bonded warehouse|kho ngoại quan|保税倉庫|보세창고|保税仓库
container yard|bãi container|コンテナヤード|컨테이너 야적장|集装箱堆场
cold storage|kho lạnh|冷蔵倉庫|냉장 창고|冷库
shipping route|tuyến vận tải biển|航路|해운 항로|航线
feasibility study|nghiên cứu khả thi|実現可能性調査|타당성 조사|可行性研究
master plan|quy hoạch tổng thể|総合計画|종합 계획|总体规划
zoning map|bản đồ quy hoạch|区画図|구역도|规划图
bidding|đấu thầu|入札|입찰|招标
contract|hợp đồng|契約|계약|合同
guarantee|bảo lãnh|保証|보증|担保
audit|kiểm toán|監査|감사|审计
dispute settlement|giải quyết tranh chấp|紛争解決|분쟁 해결|争端解决
decree|nghị định|政令|시행령|法令
circular|thông tư|通達|통지|通知
investment law|luật đầu tư|投資法|투자법|投资法
land law|luật đất đai|土地法|토지법|土地法
public-private partnership|đối tác công tư|官民連携|민관 협력|公私合作
delegation|đoàn công tác|代表団|대표단|代表团
seminar|hội thảo|セミナー|세미나|研讨会
trade fair|hội chợ thương mại|見本市|무역 박람회|贸易展会
memorandum|biên bản ghi nhớ|覚書|양해각서|备忘录
growth rate|tốc độ tăng trưởng|成長率|성장률|增长率
budget revenue|thu ngân sách|財政収入|재정 수입|财政收入
competitiveness index|chỉ số năng lực cạnh tranh|競争力指数|경쟁력 지수|竞争力指数
disbursement|giải ngân|資金執行|자금 집행|资金拨付
productivity|năng suất|生産性|생산성|生产率
technology transfer|chuyển giao công nghệ|技術移転|기술 이전|技术转让
quality standard|tiêu chuẩn chất lượng|品質基準|품질 기준|质量标准
"""
ADJS = """
modern|hiện đại|近代的な|현대적인|现代化的
sustainable|bền vững|持続可能な|지속 가능한|可持续的
high-tech|công nghệ cao|ハイテクの|첨단 기술|高科技的
foreign-owned|có vốn nước ngoài|外資系の|외국계|外资的
domestic|trong nước|国内の|국내|国内的
strategic|chiến lược|戦略的な|전략적인|战略性的
transparent|minh bạch|透明な|투명한|透明的
synchronised|đồng bộ|一体的な|일체화된|配套齐全的
large-scale|quy mô lớn|大規模な|대규모|大规模的
small and medium|vừa và nhỏ|中小規模の|중소 규모|中小型的
coastal|ven biển|沿岸の|연안|沿海的
cross-border|xuyên biên giới|国境を越える|국경 간|跨境的
regional|liên vùng|地域の|지역|区域性的
international|quốc tế|国際的な|국제적인|国际性的
green|xanh|環境に優しい|친환경|绿色的
low-carbon|các-bon thấp|低炭素の|저탄소|低碳的
renewable|tái tạo|再生可能な|재생 가능한|可再生的
digital|số|デジタルの|디지털|数字化的
automated|tự động hóa|自動化された|자동화된|自动化的
skilled|có tay nghề|熟練した|숙련된|技能熟练的
competitive|cạnh tranh|競争力のある|경쟁력 있는|有竞争力的
preferential|ưu đãi|優遇された|우대|优惠的
long-term|dài hạn|長期の|장기|长期的
stable|ổn định|安定した|안정적인|稳定的
flexible|linh hoạt|柔軟な|유연한|灵活的
new|mới|新しい|새로운|新的
priority|ưu tiên|優先的な|우선|优先的
key|trọng điểm|重点的な|핵심|重点的
legal|pháp lý|法的な|법적|法律上的
efficient|hiệu quả|効率的な|효율적인|高效的
safe|an toàn|安全な|안전한|安全的
diversified|đa dạng|多様な|다양한|多元化的
"""
VERBS = """
expand|mở rộng|拡大|확대|扩大
attract|thu hút|誘致|유치|吸引
promote|thúc đẩy|促進|촉진|促进
develop|phát triển|開発|개발|发展
build|xây dựng|建設|건설|建设
upgrade|nâng cấp|改良|개선|升级
connect|kết nối|接続|연결|连接
support|hỗ trợ|支援|지원|支持
approve|phê duyệt|承認|승인|批准
implement|triển khai|実施|시행|实施
complete|hoàn thành|完成|완료|完成
operate|vận hành|運営|운영|运营
manage|quản lý|管理|관리|管理
finance|tài trợ vốn cho|融資|융자|资助
transfer|chuyển giao|移転|이전|转移
train|đào tạo|育成|육성|培训
simplify|đơn giản hóa|簡素化|간소화|简化
publish|công bố|公表|공표|公布
review|rà soát|見直|검토|审查
monitor|giám sát|監視|감시|监督
protect|bảo vệ|保護|보호|保护
modernise|hiện đại hóa|近代化|현대화|现代化改造
standardise|chuẩn hóa|標準化|표준화|规范
allocate|phân bổ|配分|배분|分配
strengthen|tăng cường|強化|강화|加强
coordinate|điều phối|調整|조정|协调
restructure|tái cơ cấu|再編|재편|重组
integrate|tích hợp|統合|통합|整合
export|xuất khẩu|輸出|수출|出口
supply|cung ứng|供給|공급|供应
plan|quy hoạch|計画|계획|规划
evaluate|đánh giá|評価|평가|评估
reform|cải cách|改革|개혁|改革
localise|nội địa hóa|現地化|현지화|本地化生产
commercialise|thương mại hóa|商業化|상용화|商业化推广
accelerate|đẩy nhanh|加速|가속|加快
"""
PLACES = """
Ha Noi|Hà Nội|ハノイ|하노이|河内|21.03|105.85
Hai Phong|Hải Phòng|ハイフォン|하이퐁|海防|20.86|106.68
Quang Ninh|Quảng Ninh|クアンニン|꽝닌|广宁|21.01|107.29
Bac Ninh|Bắc Ninh|バクニン|박닌|北宁|21.19|106.07
Hung Yen|Hưng Yên|フンイエン|흥옌|兴安|20.65|106.05
Ninh Binh|Ninh Bình|ニンビン|닌빈|宁平|20.25|105.97
Phu Tho|Phú Thọ|フート|푸토|富寿|21.32|105.40
Thai Nguyen|Thái Nguyên|タイグエン|타이응우옌|太原|21.59|105.85
Lao Cai|Lào Cai|ラオカイ|라오까이|老街|22.49|103.97
Thanh Hoa|Thanh Hóa|タインホア|타인호아|清化|19.81|105.78
Nghe An|Nghệ An|ゲアン|응에안|乂安|18.68|105.68
Quang Tri|Quảng Trị|クアンチ|꽝찌|广治|16.82|107.10
Hue|Huế|フエ|후에|顺化|16.46|107.59
Da Nang|Đà Nẵng|ダナン|다낭|岘港|16.05|108.20
Quang Ngai|Quảng Ngãi|クアンガイ|꽝응아이|广义|15.12|108.80
Khanh Hoa|Khánh Hòa|カインホア|카인호아|庆和|12.24|109.19
Lam Dong|Lâm Đồng|ラムドン|럼동|林同|11.94|108.44
Dong Nai|Đồng Nai|ドンナイ|동나이|同奈|10.95|106.82
Tay Ninh|Tây Ninh|タイニン|떠이닌|西宁|11.31|106.10
Can Tho|Cần Thơ|カントー|껀터|芹苴|10.03|105.78
"""
SECTORS = """
electronics|Electronics|Điện tử|電子産業|전자 산업|电子产业
semiconductors|Semiconductors|Bán dẫn|半導体産業|반도체 산업|半导体产业
automotive|Automotive|Ô tô|自動車産業|자동차 산업|汽车产业
textiles|Textiles and garments|Dệt may|繊維・縫製|섬유·의류|纺织服装
food-processing|Food processing|Chế biến thực phẩm|食品加工|식품 가공|食品加工
renewable-energy|Renewable energy|Năng lượng tái tạo|再生可能エネルギー|재생에너지|可再生能源
logistics|Logistics|Logistics|物流|물류|物流
ports|Seaports|Cảng biển|港湾産業|항만 산업|港口产业
tourism|Tourism|Du lịch|観光|관광|旅游
real-estate|Real estate|Bất động sản|不動産|부동산|房地产
healthcare|Healthcare|Y tế|医療|의료|医疗
education|Education|Giáo dục|教育|교육|教育
agriculture|High-tech agriculture|Nông nghiệp công nghệ cao|先端農業|첨단 농업|高科技农业
chemicals|Chemicals|Hóa chất|化学|화학|化工
software|Software and IT|Phần mềm và CNTT|ソフトウェア・IT|소프트웨어·IT|软件与信息技术
environment|Environment|Môi trường|環境|환경|环境保护
"""
STATUSES = """
calling|Calling for investment|Kêu gọi đầu tư|投資募集中|투자 유치 중|招商中
planning|In planning|Đang quy hoạch|計画中|계획 중|规划中
construction|Under construction|Đang xây dựng|建設中|건설 중|建设中
operating|Operating|Đang hoạt động|稼働中|운영 중|运营中
paused|Paused|Tạm dừng|一時停止|일시 중단|暂停
"""
TAGS = """
fdi|ppp|oda|green-growth|tax-holiday|land-fund|supply-chain|high-tech|coastal|border-trade|digital|workforce
"""

# The same index says the same thing in each language.
SENT = {
    "en": [
        "The {a0} {n0} in {p} will {v0} the {n1} and the {n2} over the next {x} years.",
        "According to the {n0}, {p} plans to {v0} the {a0} {n1} with a capital of {y} million USD.",
        "Local authorities {v0} the {n0} so that every {a0} {n1} can reach the {n2} within {x} days.",
        "Investors from {x} countries have come to {v0} the {n0}, the {n1} and the {a0} {n2}.",
        "By the end of the year, the {n0} is expected to {v0} {y} hectares of {a0} {n1}.",
        "The {n0} remains a {a0} condition for the {n1}, and {p} continues to {v0} the {n2}.",
        "A {a0} {n0} helps the {n1} to {v0} the {n2} at a cost of about {y} USD per square metre.",
        "In {p}, the {a0} {n0} and the {n1} together {v0} {y} jobs for the {n2}.",
        "The board will {v0} the {n0} under the {n1}, with priority for {a0} {n2}.",
        "Compared with last year, the {n0} rose by {x} per cent while {p} began to {v0} the {a0} {n1}.",
        "Every {n0} must {v0} the {n1} before the {a0} {n2} is handed over.",
        "With its {a0} {n0}, {p} lies {y} kilometres from the {n1} and can {v0} the {n2} directly.",
    ],
    "vi": [
        "{n0} {a0} tại {p} sẽ {v0} {n1} và {n2} trong {x} năm tới.",
        "Theo {n0}, {p} dự kiến {v0} {n1} {a0} với tổng vốn {y} triệu USD.",
        "Chính quyền địa phương {v0} {n0} để mỗi {n1} {a0} tiếp cận {n2} trong vòng {x} ngày.",
        "Các nhà đầu tư từ {x} quốc gia đã đến {v0} {n0}, {n1} và {n2} {a0}.",
        "Đến cuối năm, {n0} dự kiến {v0} {y} héc-ta {n1} {a0}.",
        "{n0} vẫn là điều kiện {a0} đối với {n1}, và {p} tiếp tục {v0} {n2}.",
        "{n0} {a0} giúp {n1} {v0} {n2} với chi phí khoảng {y} USD mỗi mét vuông.",
        "Tại {p}, {n0} {a0} cùng {n1} {v0} {y} việc làm cho {n2}.",
        "Ban quản lý sẽ {v0} {n0} theo {n1}, ưu tiên {n2} {a0}.",
        "So với năm trước, {n0} tăng {x} phần trăm, trong khi {p} bắt đầu {v0} {n1} {a0}.",
        "Mỗi {n0} phải {v0} {n1} trước khi bàn giao {n2} {a0}.",
        "Với {n0} {a0}, {p} cách {n1} {y} ki-lô-mét và có thể {v0} {n2} trực tiếp.",
    ],
    "ja": [
        "{p}の{a0}{n0}は、今後{x}年間にわたり{n1}と{n2}を{v0}します。",
        "{n0}によると、{p}は総額{y}百万米ドルで{a0}{n1}を{v0}する計画です。",
        "地方当局は{n0}を{v0}し、すべての{a0}{n1}が{x}日以内に{n2}を利用できるようにします。",
        "{x}か国の投資家が{n0}、{n1}および{a0}{n2}を{v0}するために訪れました。",
        "年末までに、{n0}は{y}ヘクタールの{a0}{n1}を{v0}する見込みです。",
        "{n0}は{n1}にとって{a0}条件であり、{p}は引き続き{n2}を{v0}しています。",
        "{a0}{n0}により、{n1}は一平方メートル当たり約{y}米ドルで{n2}を{v0}できます。",
        "{p}では、{a0}{n0}と{n1}が{n2}のために{y}人の雇用を{v0}します。",
        "管理委員会は{n1}に基づき{n0}を{v0}し、{a0}{n2}を優先します。",
        "前年と比べ{n0}は{x}パーセント増加し、{p}は{a0}{n1}の{v0}を始めました。",
        "すべての{n0}は、{a0}{n2}の引き渡し前に{n1}を{v0}しなければなりません。",
        "{a0}{n0}を備えた{p}は{n1}から{y}キロメートルの距離にあり、{n2}を直接{v0}できます。",
    ],
    "ko": [
        "{p}의 {a0} {n0} 사업은 향후 {x}년간 {n1} 및 {n2} 분야를 {v0}합니다.",
        "{n0} 자료에 따르면 {p} 지역은 총 {y}백만 달러로 {a0} {n1} 부문을 {v0}할 계획입니다.",
        "지방 당국은 {n0} 업무를 {v0}하여 모든 {a0} {n1} 관계자가 {x}일 안에 {n2} 이용을 할 수 있게 합니다.",
        "{x}개국 투자자들이 {n0}, {n1} 그리고 {a0} {n2} 부문을 {v0}하기 위해 방문했습니다.",
        "연말까지 {n0} 사업은 {y}헥타르의 {a0} {n1} 부지를 {v0}할 것으로 예상됩니다.",
        "{n0} 여건은 {n1} 분야에 {a0} 조건이며 {p} 지역은 계속해서 {n2} 부문을 {v0}합니다.",
        "{a0} {n0} 덕분에 {n1} 부문은 제곱미터당 약 {y}달러로 {n2} 시설을 {v0}할 수 있습니다.",
        "{p}에서는 {a0} {n0} 사업과 {n1} 사업이 {n2} 분야에서 {y}개의 일자리를 {v0}합니다.",
        "관리위원회는 {n1} 규정에 따라 {n0} 사업을 {v0}하고 {a0} {n2} 부문을 우선합니다.",
        "전년 대비 {n0} 규모는 {x}퍼센트 증가했고 {p} 지역은 {a0} {n1} 부문의 {v0}에 착수했습니다.",
        "모든 {n0} 주체는 {a0} {n2} 인도 전에 {n1} 절차를 {v0}해야 합니다.",
        "{a0} {n0} 시설을 갖춘 {p} 지역은 {n1}에서 {y}킬로미터 거리에 있어 {n2} 부문을 직접 {v0}할 수 있습니다.",
    ],
    "zh": [
        "{p}的{a0}{n0}将在未来{x}年内{v0}{n1}和{n2}。",
        "根据{n0}，{p}计划以{y}百万美元的总投资{v0}{a0}{n1}。",
        "地方政府{v0}{n0}，使每个{a0}{n1}都能在{x}天内获得{n2}。",
        "来自{x}个国家的投资者前来{v0}{n0}、{n1}以及{a0}{n2}。",
        "到年底，{n0}预计将{v0}{y}公顷的{a0}{n1}。",
        "{n0}仍然是{n1}的{a0}条件，{p}将继续{v0}{n2}。",
        "{a0}{n0}帮助{n1}以每平方米约{y}美元的成本{v0}{n2}。",
        "在{p}，{a0}{n0}与{n1}共同为{n2}{v0}{y}个就业岗位。",
        "管委会将依照{n1}{v0}{n0}，并优先考虑{a0}{n2}。",
        "与去年相比，{n0}增长了百分之{x}，同时{p}开始{v0}{a0}{n1}。",
        "每个{n0}必须在移交{a0}{n2}之前{v0}{n1}。",
        "{p}拥有{a0}{n0}，距离{n1}{y}公里，可以直接{v0}{n2}。",
    ],
}
TITLE = {
    "projects": {"en": "{a0} {n0} project in {p} (P{i})", "vi": "Dự án {n0} {a0} tại {p} (P{i})",
                 "ja": "{p}{a0}{n0}計画（P{i}）", "ko": "{p} {a0} {n0} 사업 (P{i})", "zh": "{p}{a0}{n0}项目（P{i}）"},
    "parks": {"en": "{p} {n0} industrial zone (Z{i})", "vi": "Khu công nghiệp {n0} {p} (Z{i})",
              "ja": "{p}{n0}工業団地（Z{i}）", "ko": "{p} {n0} 공업단지 (Z{i})", "zh": "{p}{n0}工业园区（Z{i}）"},
    "news": {"en": "{p} moves to {v0} {a0} {n0} (N{i})", "vi": "{p} {v0} {n0} {a0} (N{i})",
             "ja": "{p}、{a0}{n0}を{v0}へ（N{i}）", "ko": "{p}, {a0} {n0} {v0} 추진 (N{i})", "zh": "{p}{v0}{a0}{n0}（N{i}）"},
    "events": {"en": "Forum on {a0} {n0}, {p} (E{i})", "vi": "Diễn đàn {n0} {a0}, {p} (E{i})",
               "ja": "{a0}{n0}フォーラム・{p}（E{i}）", "ko": "{a0} {n0} 포럼, {p} (E{i})", "zh": "{a0}{n0}论坛·{p}（E{i}）"},
    "legal": {"en": "Decree on the {n0} and \"{n1}\" (L{i})", "vi": "Nghị định về {n0} và \"{n1}\" (L{i})",
              "ja": "{n0}と「{n1}」に関する政令（L{i}）", "ko": "{n0} 및 \"{n1}\"에 관한 시행령 (L{i})",
              "zh": "关于{n0}和“{n1}”的法令（L{i}）"},
}
HEAD = {
    "overview": {"en": "Overview", "vi": "Tổng quan", "ja": "概要", "ko": "개요", "zh": "概况"},
    "figures": {"en": "Key figures", "vi": "Số liệu chính", "ja": "主要指標", "ko": "주요 지표", "zh": "主要指标"},
    "incentives": {"en": "Incentives", "vi": "Chính sách ưu đãi", "ja": "優遇措置", "ko": "우대 정책", "zh": "优惠政策"},
    "procedure": {"en": "Procedure", "vi": "Trình tự thủ tục", "ja": "手続き", "ko": "절차", "zh": "办理程序"},
    "location": {"en": "Location and infrastructure", "vi": "Vị trí và hạ tầng", "ja": "立地とインフラ",
                 "ko": "입지와 인프라", "zh": "区位与基础设施"},
    "seealso": {"en": "See also", "vi": "Xem thêm", "ja": "参考", "ko": "참고", "zh": "另请参阅"},
    "t_year": {"en": "Year", "vi": "Năm", "ja": "年", "ko": "연도", "zh": "年份"},
    "t_item": {"en": "Indicator", "vi": "Chỉ tiêu", "ja": "項目", "ko": "지표", "zh": "指标"},
    "t_value": {"en": "Value", "vi": "Giá trị", "ja": "値", "ko": "값", "zh": "数值"},
    "t_share": {"en": "Share", "vi": "Tỷ trọng", "ja": "割合", "ko": "비중", "zh": "占比"},
    "map": {"en": "Map", "vi": "Bản đồ", "ja": "地図", "ko": "지도", "zh": "地图"},
    "source": {"en": "Source: {n0} report, {p}, {x} pages.", "vi": "Nguồn: báo cáo {n0}, {p}, {x} trang.",
               "ja": "出典：{p}の{n0}報告書、{x}頁。", "ko": "출처: {p} {n0} 보고서, {x}쪽.", "zh": "来源：{p}{n0}报告，共{x}页。"},
}

LABEL = {
    "projects": ["Projects", "Dự án", "プロジェクト", "프로젝트", "项目"],
    "parks": ["Industrial zones", "Khu công nghiệp", "工業団地", "공업단지", "工业园区"],
    "news": ["News", "Tin tức", "ニュース", "뉴스", "新闻"],
    "events": ["Events", "Sự kiện", "イベント", "행사", "活动"],
    "legal": ["Legal documents", "Văn bản pháp luật", "法令", "법령", "法律文件"],
    "site": ["Invest Portal", "Cổng xúc tiến đầu tư", "投資促進ポータル", "투자 유치 포털", "投资促进门户"],
    "tagline": ["Investment information", "Thông tin đầu tư", "投資情報", "투자 정보", "投资信息"],
    "sector": ["Sector", "Lĩnh vực", "分野", "분야", "行业"],
    "zone": ["Zone", "Khu vực", "区域", "구역", "区域"],
    "topic": ["Topic", "Chủ đề", "トピック", "주제", "主题"],
    "capital": ["Capital", "Vốn", "資本", "자본", "资本"],
    "area": ["Area", "Diện tích", "面積", "면적", "面积"],
    "status": ["Status", "Tình trạng", "状況", "상태", "状态"],
    "position": ["Coordinates", "Tọa độ", "座標", "좌표", "坐标"],
    "published": ["Published", "Ngày đăng", "公開日", "게시일", "发布日期"],
}
SCHEMA = {"projects": "Place", "parks": "Place", "news": "NewsArticle", "events": "Event", "legal": "Legislation"}
ZONE_KINDS = [
    ("economic-zone", {"en": "{p} economic zone", "vi": "Khu kinh tế {p}", "ja": "{p}経済区", "ko": "{p} 경제구역", "zh": "{p}经济区"}),
    ("hi-tech-park", {"en": "{p} high-tech park", "vi": "Khu công nghệ cao {p}", "ja": "{p}ハイテクパーク",
                      "ko": "{p} 첨단기술단지", "zh": "{p}高科技园区"}),
]
PICTURES = 40


def table(text):
    """Rows of a word table, each a {lang: word} dict."""
    return [dict(zip(ORDER, line.split("|"))) for line in text.strip().splitlines()]


def keyed(text):
    """Rows whose first column is a key."""
    rows = [line.split("|") for line in text.strip().splitlines()]
    return [(key, dict(zip(ORDER, names))) for key, *names in rows]


N, A, V = table(NOUNS), table(ADJS), table(VERBS)
P = [(dict(zip(ORDER, c[:5])), float(c[5]), float(c[6])) for c in (line.split("|") for line in PLACES.strip().splitlines())]
S, ST, T = keyed(SECTORS), keyed(STATUSES), TAGS.strip().split("|")
ZONES = [(place["en"].lower().replace(" ", "-") + "-" + kind, {l: names[l].format(p=place[l]) for l in LANGS})
         for place, _, _ in P for kind, names in ZONE_KINDS]


def cap(text):
    return text[:1].upper() + text[1:]


def slug(text):
    return "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in text.lower()).split())


def q(text):
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False)


def label(key):
    return {lang: LABEL[key][ORDER.index(lang)] for lang in LANGS}


def each(key, words):
    """One line per language: `title.vi = "…"`."""
    return "".join("%s.%s = %s\n" % (key, lang, q(words[lang])) for lang in LANGS)


class Slots:
    """One draw of words, the same in each language."""

    def __init__(self, rng, place, index=0):
        self.n = [rng.randrange(len(N)) for _ in range(3)]
        self.a, self.v, self.place = rng.randrange(len(A)), rng.randrange(len(V)), place
        self.x, self.y, self.index = rng.randrange(2, 31), rng.randrange(35, 990), index

    def fill(self, text, lang):
        return cap(text.format(
            n0=N[self.n[0]][lang], n1=N[self.n[1]][lang], n2=N[self.n[2]][lang], a0=A[self.a][lang], v0=V[self.v][lang],
            p=P[self.place][0][lang], x=self.x, y=self.y, i="%05d" % self.index))


def kind_of(index):
    """Exact shares in each hundred, well mixed: 37 and 100 have no common divisor."""
    rest = index * 37 % 100
    for kind, share in MIX:
        if rest < share:
            return kind
        rest -= share
    raise AssertionError("the shares make up a hundred")


class Head:
    """What others may say of a record without knowing the whole of it."""

    def __init__(self, seed, index):
        self.rng = random.Random("%s:head:%d" % (seed, index))
        self.kind, self.place = kind_of(index), self.rng.randrange(len(P))
        slots = Slots(self.rng, self.place, index)
        self.titles = {lang: slots.fill(TITLE[self.kind][lang], lang) for lang in LANGS}
        self.id = slug("%s %s %05d" % (N[slots.n[0]]["en"], P[self.place][0]["en"], index))


def record(seed, index, total):
    """Id, collection, record.toml and the five texts of a record."""
    head = Head(seed, index)
    rng, place = head.rng, head.place
    day = datetime.date(2018, 1, 1) + datetime.timedelta(days=rng.randrange(8 * 365))
    _, lat, lon = P[place]
    zone = ZONES[place * len(ZONE_KINDS) + rng.randrange(len(ZONE_KINDS))][0]
    sector = S[rng.randrange(len(S))][0]
    capital, area = round(rng.uniform(1, 2500), 1), round(rng.uniform(0.5, 900), 1)
    facts = (
        "updated = %s\npublished = %s\nsector = [%s]\nzone = [%s]\ntopic = %s\ncapital = { value = \"%s\" }\narea = \"%s\"\n"
        "status = %s\nposition = { lat = \"%.5f\", lon = \"%.5f\" }\n"
        % (day, day, q(sector), q(zone), json.dumps(sorted(rng.sample(T, 3))), capital, area, q(rng.choice(ST)[0]),
           lat + rng.uniform(-0.3, 0.3), lon + rng.uniform(-0.3, 0.3)))
    others = [rng.randrange(total) for _ in range(4)]
    targets = [Head(seed, other if other != index else (other + 1) % total) for other in others]
    draws = {
        "place": place, "targets": targets, "index": index, "sector": sector, "capital": capital,
        "picture": picture_name(rng.randrange(PICTURES)),
        "sentences": [(rng.randrange(len(SENT["en"])), Slots(rng, rng.randrange(len(P)) if rng.random() < .4 else place))
                      for _ in range(16)],
        "items": [Slots(rng, place) for _ in range(9)],
        "rows": [(2018 + row, rng.randrange(len(N)), rng.randrange(100, 99999), rng.randrange(1, 100)) for row in range(8)],
        "foot": Slots(rng, place), "code": rng.random() < .125, "quote": rng.random() < .25,
    }
    return head, facts, {lang: text(lang, head.titles[lang], draws) for lang in LANGS}


def text(lang, title, d):
    """A text file: front matter and about 2,500 characters of Markdown."""
    sentences = [slots.fill(SENT[lang][which], lang) for which, slots in d["sentences"]]
    gap = "" if lang in ("ja", "zh") else " "
    h = {key: words[lang] for key, words in HEAD.items()}

    def para(start, end):
        return gap.join(sentences[start:end])

    def link(which):
        target = d["targets"][which]
        return "[%s](@%s)" % (target.titles[lang].replace("[", "(").replace("]", ")"), target.id)

    rows = ["| %s | %s | %s | %s |" % (h["t_year"], h["t_item"], h["t_value"], h["t_share"]), "| --- | :--- | ---: | ---: |"]
    rows += ["| %d | %s | %d | %d %% |" % (year, cap(N[noun][lang]), value, share) for year, noun, value, share in d["rows"]]
    points = ["- **%s**: %s %s" % (cap(N[s.n[0]][lang]), A[s.a][lang], N[s.n[1]][lang]) for s in d["items"][:5]]
    steps = ["%d. %s *%s* %s" % (step + 1, cap(V[s.v][lang]), N[s.n[0]][lang], N[s.n[1]][lang])
             for step, s in enumerate(d["items"][5:])]
    parts = [
        para(0, 3) + gap + link(0), "## " + h["overview"], para(3, 6),
        "![%s %s](../../_pictures/%s)" % (h["map"], P[d["place"]][0][lang], d["picture"]),
        "## " + h["figures"], "\n".join(rows), "## " + h["incentives"], "\n".join(points), "### " + h["procedure"],
        "\n".join(steps), "## " + h["location"], para(6, 9) + "[^1] " + link(1)]
    if d["quote"]:
        parts.append("> " + sentences[9])
    parts.append(para(10, 12))
    if d["code"]:
        parts.append('```json\n{\n  "id": %d,\n  "sector": "%s",\n  "capital": %s,\n  "approved": true\n}\n```'
                     % (d["index"], d["sector"], d["capital"]))
    parts += ["## " + h["seealso"], "- %s\n- %s" % (link(2), link(3)), "[^1]: " + d["foot"].fill(h["source"], lang)]
    return "+++\ntitle = %s\nsummary = %s\n+++\n\n%s\n" % (q(title), q(sentences[12]), "\n\n".join(parts))


def config():
    lines = ['[site]\nbase_url = "https://invest.example"\n', each("name", label("site")), each("tagline", label("tagline"))]
    for lang in LANGS:
        lines.append('[[language]]\ncode = "%s"\ntag = "%s"\nname = "%s"\nog_locale = "%s"\nfallback = %s\n'
                     % (lang, TAG[lang], NAME[lang], LOCALE[lang], json.dumps(FALLBACK[lang])))
    lines += ['[[home.section]]\ncollection = "%s"\nlimit = 6\nlayout = "cards"\n' % kind for kind, _ in MIX[:4]]
    return "\n".join(lines)


def schema(position, kind, codes):
    fields = [
        ("published", "date", ""), ("sector", "list", 'of = "term"\nvocabulary = "sectors"\ncard = true\n'),
        ("zone", "list", 'of = "term"\nvocabulary = "zones"\n'), ("topic", "list", 'of = "term"\nvocabulary = "topics"\n'),
        ("capital", "money", 'currency = "USD"\nscale = "million"\ncard = true\n'), ("area", "area", ""),
        ("status", "enum", ""), ("position", "place", "")]
    text = each("title", label(kind)) + each("singular", label(kind)) + each("path", {lang: kind for lang in LANGS})
    text += 'required = %s\norder = ["-published", "id"]\ndate = "published"\nschema_org = "%s"\npage_size = 20\nmenu = %d\n' % (
        json.dumps(LANGS), SCHEMA[kind], position)
    # The peers make no QR codes.
    text += "" if codes else "codes = false\n"
    text += "\n[outputs]\nfeed = true\n"
    for name, kind_of_field, rest in fields:
        text += '\n[fields.%s]\ntype = "%s"\n%s%s' % (name, kind_of_field, rest, each("label", label(name)))
        if name == "status":
            text += "".join("[fields.status.values.%s]\n%s" % (key, "".join("%s = %s\n" % (lang, q(names[lang])) for lang in LANGS))
                            for key, names in ST)
    return text


def vocabulary(key, path, entries, pages):
    text = "[vocabulary]\n" + each("title", label(key)) + each("path", {lang: path for lang in LANGS})
    text += "pages = %s\n" % ("true" if pages else "false")
    return text + "".join("\n[[entry]]\nid = %s\n%s" % (q(entry), each("name", names)) for entry, names in entries)


def picture_name(index):
    return "map-%02d.%s" % (index, "png" if index % 5 == 0 else "svg")


def picture(seed, index):
    rng = random.Random("%s:picture:%d" % (seed, index))
    if index % 5 == 0:
        return png(rng, 640, 360)
    dots = "".join('<circle cx="%d" cy="%d" r="%d" fill="#%06x"/>'
                   % (rng.randrange(640), rng.randrange(360), rng.randrange(4, 40), rng.randrange(1 << 24)) for _ in range(20))
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360">%s</svg>\n' % dots).encode()


def png(rng, width, height):
    """Bars of colour as a PNG."""
    bars = [bytes(rng.randrange(256) for _ in range(3)) for _ in range(16)]
    line = b"\0" + b"".join(bars[x * 16 // width] for x in range(width))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(line * height, 9)) + chunk(b"IEND", b""))


def write(root, path, content):
    place = os.path.join(root, *path.split("/"))
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def empty(root):
    """Makes the folder, or clears it when this script has filled it before."""
    if os.path.exists(root) and os.listdir(root):
        if not os.path.exists(os.path.join(root, MARK)):
            sys.exit("%s is not empty, and not made by this script" % root)
        shutil.rmtree(root)
    write(root, MARK, "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--seed", default="7")
    parser.add_argument("--out", required=True)
    parser.add_argument("--codes", action="store_true", help="with permanent addresses and QR codes")
    asked = parser.parse_args()
    empty(asked.out)
    write(asked.out, "portolan.toml", config())
    for position, (kind, _) in enumerate(MIX):
        write(asked.out, "content/%s/_collection.toml" % kind, schema(position, kind, asked.codes))
    write(asked.out, "content/_data/sectors.toml", vocabulary("sector", "sectors", S, True))
    write(asked.out, "content/_data/zones.toml", vocabulary("zone", "zones", ZONES, True))
    topics = [(key, {lang: key for lang in LANGS}) for key in T]
    write(asked.out, "content/_data/topics.toml", vocabulary("topic", "topics", topics, False))
    for index in range(PICTURES):
        write(asked.out, "content/_pictures/" + picture_name(index), picture(asked.seed, index))
    for index in range(asked.records):
        head, facts, texts = record(asked.seed, index, asked.records)
        folder = "content/%s/%s/" % (head.kind, head.id)
        write(asked.out, folder + "record.toml", facts)
        for lang in LANGS:
            write(asked.out, folder + lang + ".md", texts[lang])


if __name__ == "__main__":
    main()
