"""First and family names that are often met in the United Kingdom, in the cultures that live there."""

FIRST_NAMES = frozenset(
    """
    aaliyah aarav aaron abbey abbie abby abdi abdul abdullah abdullahi abdulrahman abena abi abigail abraham
    abu ada adam adama adebayo adele aden adil aditya adnan adrian agnieszka ahmad ahmed aidan aiden aisha
    aishah aisling akira alan alana albert alec aleena alejandro aleksander aleksandra alex alexa alexander
    alexandra alexia alfie alfred ali alia alice alicia alina alisha alison alistair aliyah allan allison
    alma alyssa aman amanda amani amara amarjit amelia amelie amina aminata amir amira amit amrit amy ana
    anastasia andre andrea andreea andrei andrew andy aneesa angela angelina angus anika anil anisa anish
    anita anjali ann anna annabel annabelle anne annie anthony antonia antonio anya aoife arabella aran
    archie aria ariana arianna arif arjun arlo armaan arnav arran arthur arya asad asha ashanti ashley
    ashraf asif asma astrid athena aubrey audrey aurora ava avery ayaan ayan ayaz ayesha ayla ayo aysha ayub
    azaan aziz baljit barbara barnaby barry bartosz beatrice becky bella ben benjamin bernadette bethan
    bethany betty beverley bianca bilal billy blake bobby bodhi bonnie bradley brandon brenda brendan brian
    bridget brody bronte brooke bruce bryony byron caitlin caleb callie callum calum cameron camilla carl
    carla carly carmen carol caroline carter casey caspian cassandra catalina catherine cathy cecilia cerys
    chantal chantelle charlene charles charley charlie charlotte cheryl chiara chidi chinedu chioma chloe
    chris christina christine christopher ciara ciaran cillian claire clara clare claudia cleo clive cody
    cohen colin colleen connie connor conor corey cory courtney craig crystal curtis cyrus dafydd daisy
    dakota damian damien damon daniel daniella danielle danny darcey darcy daria darius darragh darren daryl
    dave david dawid dawn deacon debbie deborah declan deepak delilah delroy demi denis denise derek desmond
    destiny devon dexter diana diane diego dilan dimitri dina dmitri dominic dominik donald donna dora
    doreen doris dorothy duncan dylan ebony eddie eden edie edith edward edwin efua ehsan eileen elaine
    eleanor elena eli eliana elias elif elijah elisa elise elisha eliza elizabeth ella elle ellen ellie
    elliot elliott ellis eloise elsa elsie emeka emilia emily emma emmanuel emre enzo eoin eric erica erik
    erin esmae esme esmee esther ethan eva evan evangeline evelyn evie ewan ezekiel ezra fahad faisal faizan
    farah farhan farid farzana fatema fatima fatimah fatou fatoumata felicity felix femi fergus fern
    fernando ffion filip finlay finley finn fiona flora florence florin francesca francis frankie fraser
    fred freddie freddy frederick freya funmi gabriel gabriela gabriella gabrielle gareth gary gavin gemma
    genevieve geoff geoffrey george georgie gerald gerard ghulam giovanni giulia glenn gloria gordon gracie
    graham greg gregor gregory greta grzegorz gulam gurdeep gurpreet gus gwen gwyneth habib habiba hadiya
    hafsa haider hallie hamish hamza hana hanif hanna hannah haris harjit harley harman harmony haroon
    harper harpreet harriet harris harrison harry harshita haruka harvey hasan hasnain hassan hayden hayley
    hazel heather hector heidi helen helena henry hermione hilary hira howard huda hugh hugo husnain hussein
    huw ian ibrahim ibrahima idris iestyn ifeoma igor iman imani imogen imran ina inaaya inaya indiana indie
    ines ioana ionut iqra ira irene irina iris isa isaac isabel isabella isabelle isha ishaan isla ismael
    ismail isobel issa ivan ivana ivo izaan izzy jaan jack jackie jackson jacob jacqueline jaden jago jahid
    jai jaime jake jakub jamal james jamie jamila jan jana jane janet janice jaroslaw jasmin jasmine jason
    jaspal jasper javed javier jaxon jay jaya jayce jayda jayden jaydon jayla jayne jaz jean jed jeff
    jeffrey jemima jen jenna jennifer jenny jeremiah jeremy jerome jess jesse jessica jessie jibril jill jim
    jimmy jo joan joanna joanne jodie joe joel joey john johnny jon jonah jonas jonathan jonny joseph
    josephine josh joshua josiah josie josue jude judith judy julia julian julie juliet juliette junaid june
    justin justyna kacey kaci kacie kacper kadiatou kai kaiden kaitlyn kaleb kamal kamil kamran karam karen
    karim karl karol karolina kasia kasim katarzyna kate katelyn katherine kathleen kathryn kathy katie
    katrina katya kaya kayden kaylan kaylee kayleigh keanu keeley keira keiran keith kelechi kelly kelsey
    kelvin ken kenji kenneth kenny kenza kenzie kerry kevin keziah khadija khadijah khalia khalid khalil
    kian kiana kiera kieran kiki kiran kirsten kirsty kit kitty klaudia kobe koby kofi kourtney krishna
    krystian kwame kwasi kyan kyle kylie kyra lacey lachlan laila lakshmi lana lara larissa latifa latoya
    laura lauren laurence lauryn layla layton lazar leah leanne lee leela leigh leila lena leo leon leona
    leonardo leonie leonora leroy lesley leslie leticia levi lewis lexi lexie leyla leyton liam libby lidia
    lila lilian lillie lilly lina linda lindsay linus lionel lisa liyana liz lizzie lloyd logan lois lola
    lorenzo loretta lorna lorraine lottie lou louie louis louisa louise luca lucas lucia lucian lucie
    lucille lucinda lucy luis luisa lukas lukasz luke luna lydia lyla lynette lynn lynne lyra mabel
    mackenzie maddie madeleine madiha madison mae maeve magdalena maggie maha mahdi mahira mahmoud mahnoor
    maia maira maisie maja malachi malakai malcolm malia malik mandy manjit manpreet manuel mara marcel
    marcia marcin marco marcus margaret maria mariam mariama marian mariana marianne marie mariella marina
    mario marion marissa marius marjorie marko marley marlon marlowe martha martin martina martyn marvin
    mary maryam maryan marzena mateo mateusz matilda matt matteo matthew maureen maurice max maxim maxine
    maxwell maya maymuna mckenzie meera megan mehdi mehmet mei mel melanie melissa melody mia micah michael
    michaela michal michelle miguel mihai mikael mikey mila milan mildred milena millie milly milo mina
    minnie mira miranda miriam misbah mischa mitchell moesha mohamed mohammad mohammed moira molly mona
    monica monika montana morgan moses moshe muhammad muhammed muna munira musa mustafa mya myla myles mylo
    myra nabil nada nadia nadine naima naomi nasir nasreen natalia natalie natasha nathalie nathan nathaniel
    naveed nazia neda neel neha neil nela nell nellie nelson ngoc ngozi niall niamh nicholas nick nicky
    nicola nicolas nicole nigel nikhil nikita nikki nikola nikolai nikolas nina nisha noah noel noelle noor
    nora norah noreen norman nour nuala nusrat nyla oakley octavia odette ojo ola olaf olga oliver olivia
    oliwia ollie olu olumide oluwaseun omar omari oscar oskar osman otis otto owen paddy paige pallavi pam
    pamela parker parminder pascal patience patricia patrick patryk paul paula pauline pavel pawel pedro
    peggy penelope percy peter petra peyton phil philip philippa phillip phoebe phyllis pia pierre piotr
    pippa polly poppy preeti presley princeton priti priya quinn rabia rachael rachel radu rafael rafe
    raheem rahel rahim rahul raj raja rajesh ralph ramesh ramona rania ranjit raphael rashid rashida raul
    raven ravi rayan raymond rayyan razia reagan rebecca reece reem reggie rehan rehana reid reign remi remy
    rena renee reuben rhea rhian rhiannon rhys ria ricardo richard richie ricky riley rio rishi rita river
    riya rob robbie robert roberta roberto rocco rochelle rodrigo roger rohan roisin roma roman romeo romy
    ron ronan ronnie ronny rory rosa rosalie rosalind rosalyn rosanna rosemary rosie ross rowan roxanne roy
    ruben ruby rudy rue rufus rupert russell ruth ryan ryder rylee saad saanvi sabrina sadia sadie safa
    saffron safiya safiyya sahil said saif saima sajid sakina salim sally salma salman sam samantha samara
    samir samira samson samuel sana sandeep sandra sania sanjay santiago sapphire sara sarah sasha saskia
    savannah scarlett scott seamus sean sebastian selah selena selina selma seren serena seth shabana
    shabnam shahid shahida shaima shakira shamima shane shania shanice shannon sharon shaun shauna shay
    shaya shazia sheila shelby shelley sheryl shirley shivani shona sia sian sidney sidra sienna sierra
    simon simone simran sinead siobhan skye skyla skylar sofia sofie solomon sonia sonny sophia sophie
    soraya soren spencer stacey stacy stanislaw stanley stefan stella stephanie stephen steve steven stewart
    stuart sue sukhdeep sukhjit sukhvinder suki suleiman sultan sumaya sunil suraya susan susanna sushila
    suzanne svetlana sybil sylvia sylvie szymon tabitha tahir tahira talia talya tamara tameka tamika tamsin
    tania tanisha tanvi tanya tara tariq tasha tashan tasnim tatiana tayla taylor teddy tegan teo terence
    teresa teri terry tess tessa thandiwe thea theia thelma theo theodora theodore theresa thomas tia tiago
    tiana tiegan tiffany tilly tim timothy tina tobias toby todd tom tomas tomasz tommy toni tony toyah
    tracey tracy travis tre trevor trinity tristan tudor tyler tymon tyra tyreece tyrell tyrese tyrik tyrone
    uma umair umar una unaiza ursula usman uzair valentina valerie vanessa vasile vera veronica vicky vihaan
    vijay vikram viktor vincent viola violetta vivian vivienne vlad vladimir wahid waleed walter warren
    wayne wendy wesley wiktoria wilf wilfred willem william wioletta wojciech wren xander xavier ximena
    yahya yan yana yannick yara yaseen yasemin yash yasin yasir yasmin yasmina yasmine yaw yolanda yousef
    yuki yuliya yunus yusra yusuf yvette yvonne zac zach zachary zack zahid zahir zahra zain zaina zainab
    zak zakariya zaki zakir zander zara zarah zayan zayd zayn zayna zaynab zeb zeeshan zelal zelda zena
    zeynep zhi zia zion zoe zoey zofia zubair zuzanna
    """.split()
)
"""First names of children and of grown-ups, in small letters."""

ALSO_WORDS = frozenset(
    """
    amber angel april art asia august austin autumn bill blessing blossom bob brooklyn carlisle chance
    charity chase chelsea chester china christian clay cliff coral crispin daisy dale dean dennis dolly drew
    duke earl earnest eve everest faith felicity fleur forest frank gene georgia ginger glen grace grant guy
    harmony heath heaven holly honey hope hunter hyde india indigo israel ivory ivy jade jasper jewel jordan
    joy june kent kenya kerry kingston lance lane liberty lily lincoln lotus lyric mark mason max may
    mercedes mercy merry miles misty nevaeh nova ocean olive paris pat pearl penny phoenix piper poppy
    precious presence primrose prince princess rain ray reed rex rich robin rocky roman rose ruth sage saint
    sandy savanna serenity skip sky star sterling stone storm summer sunny sunshine sydney tiger troy unity
    verity victor victoria violet wade will willow winter woody york
    """.split()
)
"""First names that are words, months or places as well: alone they say nothing."""

SELDOM_FIRST = frozenset(
    """
    april art asia august autumn bill blessing blossom chance charity china coral earl earnest faith flora
    forest frank glen grace guy harmony heath heaven honey hope india israel ivory joy june kent kenya lance
    lane liberty lincoln mark may mercy merry miles ocean olive paris pearl presence reed rich rose sage
    serenity skip sky star stone storm summer sunshine sydney unity verity victor wade will winter york
    """.split()
)
"""Those of them that open a sentence as words rather than as names."""

FAMILY_NAMES = frozenset(
    """
    ahmed akhtar ali allen anderson andrews bailey baker begum bell bennett bi bibi brown campbell carter
    chapman chaudhry clark clarke collins cooper cox davies davis dhillon edwards ellis evans fisher foster
    gill graham green griffiths hall harris harrison hill hughes hunt hussain hussein iqbal jackson james
    jenkins johnson jones kaur khan khatun king knight kowalski kumar lee lewis lloyd mahmood malik marshall
    martin mason matthews miah mohamed mohammed moore morgan morris murphy murray ncube nowak okafor owen
    palmer parker parmar patel phillips powell price rahman reynolds richards richardson roberts robinson
    rogers scott shah shaikh sharma shaw simpson singh smith stevens taylor thomas thompson turner uddin
    walker ward watson webb white wilkinson williams wilson wood wright young
    """.split()
)
"""Family names, in small letters."""
