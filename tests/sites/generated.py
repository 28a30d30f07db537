"""Writes sites of random pages: names, front matter, settings and headings that generators treat each in
their own way."""

import random

PLAIN = ["Aanvraag", "bezwaar en beroep", "Coördinatie", "'s avonds", "e-mail", "De wet (Woo)", "Art. 5.1 & 5.2",
         "100% zeker?", "Één loket", "a_b c", "Kop 2", "Kop", "Kop", "2024", "Vraag: wat nu?", "ĳsbaan", "–",
         "twee  spaties", "naam@gemeente", "C++ of C#", "Groen/blauw", "\"Aanhalen\"", "een…puntje", "x -- y"]
MARKED = ["*Schuin* en **vet**", "Met `code` erin", "Zie [de wet](https://wetten.nl/x?a=b)", "Een <em>tag</em>",
          "`alleen-code`", "**Alles vet**", "Een \\* ster", "&amp; teken", "Co&ouml;rdinatie", "Voet[^1]"]
FOLDERS = ["", "nieuws/", "Map Een/", "diep/er/", "2024/", "café/"]
NAMES = ["a", "over ons", "Contact", "readme", "README", "v1.2", "énquête", "2024-05-17-loket", "x_y", "a(b)"]
# What follows a heading on its line, and blocks in which a heading may or may not be one.
ENDINGS = {"hugo": [" {#eigen}", "{#vast}", " {.klas}", " {zomaar}", " {#x}{.y}", ' {data-x="een twee" #z}', " { #ruim }",
                    " {a=b, .c}", " {#l,m}", " {n: 1}", " ##", "\tmet tab", " {#q} ##"],
           "jekyll": [" {#eigen}", " {#vast .klas}", " {: .klas}", " {zomaar}", " ##", "\tmet tab"]}
BLOCKS = {"hugo": ["- ## Kop in lijst", "> ## Kop in citaat", "    ## Geen kop", "```\n# geen kop\n```", "~~~\n# geen kop\n~~~",
                   "Alinea\n## Kop onder alinea\nTekst.", "Alinea\ntwee\n---", "<div>\n## Geen kop\n</div>", "##Geen kop",
                   "Term\n: ## Kop van uitleg", "1. item\n\n   ## Kop in item\n\n   tekst", "| a |\n|---|\n| ## cel |"],
          "jekyll": ["{% highlight bash %}\n# geen kop\n{% endhighlight %}", "{%- comment -%}\n## Verborgenkop\n{%- endcomment -%}",
                     "{% comment %}{% comment %}verborgen{% endcomment %}verborgen{% endcomment %}", "##Kop of niet",
                     "{% if page.bestaatniet %}\n## Verborgenkop\n{% endif %}", "Alinea\n## Kop onder alinea\nTekst.",
                     "```\n# geen kop\n```", "~~~\n# geen kop\n~~~\n## Kop onder code", "Alinea\ntwee\n---", "> ## Kop in citaat",
                     '<div markdown="1">\n## Kop in element\n</div>', "<div>\n## Geen kop\n</div>", "* item\n\n  ## Kop in item",
                     "## Kop met lijst\n{: #uit-lijst .klas}", "{: #vooraf}\n## Kop onder lijst", "| a |\n|---|\n| ## cel |"]}
DATES = ["2020-05-07", "2021-12-31T23:30:00+01:00", "2019-01-02 10:00:00"]


def heading(rng, generator):
    text = rng.choice(PLAIN if rng.random() < 0.7 else MARKED)
    if "[^" in text and generator == "mkdocs":  # versions of Python-Markdown differ in its id
        text = "Voet"
    if generator in ENDINGS and rng.random() < 0.15:
        text += rng.choice(ENDINGS[generator])
    return f"{'#' * rng.randint(1, 4)} {text}"


def body(rng, word, generator):
    lines = []
    for number in range(rng.randint(1, 7)):
        lines += [heading(rng, generator), "", f"Alinea{word} nummer {number} over iets.", ""]
        if generator in BLOCKS and rng.random() < 0.2:
            lines += [rng.choice(BLOCKS[generator]), ""]
    if rng.random() < 0.2:
        lines += ["Onderstreept", "============", "", "Tekst.", ""]
    return "\n".join(lines + ["[^1]: Een voetnoot.", ""])


def letters(number):
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")


def write(folder, files):
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def page(rng, number, keys, generator):
    keys = [f"title: Titel {letters(number)}"] + [key for key in keys if key]
    rng.shuffle(keys)
    return "---\n" + "\n".join(keys) + "\n---\n" + body(rng, "woord" + letters(number), generator)


def some(rng, *options):
    return rng.choice(options) if rng.random() < 0.25 else ""


def names(rng, count):
    chosen = {}  # no two that differ in case alone: some generators take them for one
    while len(chosen) < count:
        name = (rng.choice(FOLDERS) + rng.choice(NAMES) + rng.choice(["", "", "-" + str(rng.randint(2, 9))]))
        chosen[name.lower()] = name
    return sorted(chosen.values())


def mkdocs(rng, folder):
    toc = rng.choice(["{}", "{separator: _}", "{permalink: true}",
                      "{slugify: !!python/name:markdown.extensions.toc.slugify_unicode }",
                      "{slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}",
                      "{slugify: !!python/name:pymdownx.slugs.uslugify }",
                      "{slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower, "
                      "percent_encode: true}}}"])
    files = {"mkdocs.yml": f"site_name: Proef\nuse_directory_urls: {rng.choice(['true', 'false'])}\n"
                           f"markdown_extensions:\n  - footnotes\n  - attr_list\n  - toc: {toc}\n",
             "docs/index.md": "# Begin\n"}
    for number, name in enumerate(names(rng, 24)):
        text = page(rng, number, [some(rng, "draft: true", "slug: anders", "url: /elders/")], "mkdocs")
        if rng.random() < 0.2:
            text = text.replace("---\n", "", 1).replace("\n---\n", "\n\n", 1)  # keys without marks
        files[f"docs/{name}.md"] = text
    write(folder, files)


def hugo(rng, folder):
    settings = ["title: Proef", "disableKinds: [taxonomy, term, RSS, sitemap]", "defaultContentLanguage: nl"]
    settings.append(rng.choice(["", "uglyURLs: true", "disablePathToLower: true", "removePathAccents: true"]))
    settings.append(rng.choice(["", "permalinks:\n  nieuws: /n/:year/:month/:slug/\n  diep: /:sections/:title/",
                                "permalinks: {nieuws: '/:section/:yearday/:filename'}"]))
    settings.append(rng.choice(["", "languages:\n  nl: {}\n  en: {languageCode: en}"]))
    settings.append(rng.choice(["", "markup: {goldmark: {parser: {autoHeadingIDType: github-ascii}}}",
                                "markup: {goldmark: {parser: {autoHeadingIDType: blackfriday}}}"]))
    files = {"hugo.yaml": "\n".join(filter(None, settings)) + "\n",
             "content/_index.md": "---\ntitle: Begin\ncascade:\n  - _target: {path: '/2024/**'}\n"
                                  "    draft: true\n---\n"}
    for section in ("nieuws", "diep"):
        files[f"content/{section}/_index.md"] = f"---\ntitle: Sectie {section}\n---\nWelkom.\n"
    for number, name in enumerate(names(rng, 24)):
        keys = [some(rng, "Draft: true", "draft: false", "expiryDate: 2020-01-01", "publishDate: 2099-01-01",
                     "headless: true", "_build: {render: never}", "_build: {render: false}"),
                some(rng, f"slug: Een Ander {number}", "url: /Eigen/Plek/" + letters(number), f"url: los{number}.html"),
                f"date: {rng.choice(DATES)}"]
        text = page(rng, number, keys, "hugo")
        if rng.random() < 0.15:
            text = "\n" + text
        suffix = rng.choice(["", "", "", ".en"])
        files[f"content/{name}{suffix}.md"] = text
        if rng.random() < 0.15:
            files[f"content/bundel{number}/index.md"] = page(rng, 100 + number, [], "hugo")
            files[f"content/bundel{number}/bijlage.md"] = page(rng, 200 + number, [], "hugo")
    write(folder, files)


def jekyll(rng, folder):
    settings = ["title: Proef", rng.choice(["", "permalink: pretty", "permalink: none", "permalink: ordinal",
                                            "permalink: /blog/:year/:title:output_ext",
                                            "permalink: /:categories/:slug/"]),
                rng.choice(["", "exclude: [Map Een, a]", "exclude: ['*.bak.md']\ninclude: [_extra]"]),
                rng.choice(["", "collections: {gidsen: {output: true}, intern: {output: false}}",
                            "collections:\n  gidsen: {output: true, permalink: '/g/:path/'}"]),
                rng.choice(["", "kramdown: {input: kramdown}", "kramdown: {auto_id_prefix: k-}",
                            "defaults:\n  - scope: {path: '2024'}\n    values: {published: false}"])]
    files = {"_config.yml": "\n".join(filter(None, settings)) + "\n", "index.md": "---\n---\n# Begin\n"}
    for number, name in enumerate(names(rng, 18)):
        text = page(rng, number, [some(rng, "published: false", "permalink: /eigen/plek" + letters(number),
                                       f"permalink: /map{number}/:basename/")], "jekyll")
        if rng.random() < 0.1:
            text = text.split("---\n", 2)[2]
        files[f"{name}.md"] = text
    for number in range(100, 112):
        where = rng.choice(["_posts/", "nieuws/_posts/", "_drafts/", "_gidsen/", "_intern/", "_extra/", "_los/"])
        day = rng.choice(["2020-05-07", "2021-12-31", "2099-01-01"])
        name = rng.choice(["Nieuw-loket", "tweede bericht", "énquête", "x_y"])
        files[f"{where}{day}-{name}-{number}.md"] = page(
            rng, number, [some(rng, "categories: [Nieuws, Op straat]", "categories: een twee", "slug: Kort!",
                               "date: 2019-03-04", "published: false")], "jekyll")
    write(folder, files)


WRITERS = {"mkdocs": mkdocs, "hugo": hugo, "jekyll": jekyll}


def write_site(generator, seed, folder):
    WRITERS[generator](random.Random(f"{generator} {seed}"), folder)
