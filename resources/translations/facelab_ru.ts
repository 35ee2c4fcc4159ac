<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{attribute} is given twice; give it once.</source>
        <translation>Атрибут «{attribute}» указан дважды; укажите его один раз.</translation>
    </message>
    <message>
        <source>There is no attribute {name!r}; did you mean {alike}?</source>
        <translation>Нет признака {name!r}; может быть, {alike}?</translation>
    </message>
    <message>
        <source>There is no attribute {name!r}; use CelebA&apos;s names{hint}.</source>
        <translation>Нет признака {name!r}; называйте признаки, как в CelebA.</translation>
    </message>
    <message>
        <source>{folder} has no faces in its split {split!r}; prepare a source that has some.</source>
        <translation>В {folder} нет лиц в части {split!r}; подготовьте источник, где они есть.</translation>
    </message>
    <message>
        <source>{folder} is no data folder; make one with: facelab prepare SOURCE -o {folder}</source>
        <translation>{folder} — не папка с данными; её создаёт: facelab prepare SOURCE -o {folder}</translation>
    </message>
    <message>
        <source>{path} is damaged; name another folder or remove this one.</source>
        <translation>{path} — повреждённый файл; назовите другую папку или удалите эту.</translation>
    </message>
    <message>
        <source>{folder} was made from another source, other files or labels; name another folder or remove it.</source>
        <translation>{folder} сделана из другого источника, других файлов или меток; укажите другую папку или удалите эту.</translation>
    </message>
    <message>
        <source>{source} is no folder; name a folder of pictures, of CelebA, or of shards.</source>
        <translation>{source} — не папка; назовите папку со снимками, с CelebA или с готовыми частями.</translation>
    </message>
    <message>
        <source>{source} holds no pictures; name a folder of pictures, of CelebA, or of shards.</source>
        <translation>В {source} нет снимков; назовите папку со снимками, с CelebA или с готовыми частями.</translation>
    </message>
    <message>
        <source>{path} is damaged ({error}); get the file again.</source>
        <translation>{path} — повреждённый файл ({error}); возьмите его заново.</translation>
    </message>
    <message>
        <source>{table} lacks a column or a value ({error}); get the file again.</source>
        <translation>В {table} не хватает столбца или значения ({error}); возьмите файл заново.</translation>
    </message>
    <message>
        <source>it is {width} x {height} pixels, not {edge} x {edge}.</source>
        <translation>Размер в пикселях — {width} x {height}, а не {edge} x {edge}.</translation>
    </message>
    <message>
        <source>{path} does not say the split of {name}; get the file again.</source>
        <translation>В {path} не сказано, к какой части относится {name}; возьмите файл заново.</translation>
    </message>
    <message>
        <source>{path} cannot be read; CelebA&apos;s own text files must lie beside img_align_celeba.</source>
        <translation>{path} не читается; текстовые файлы CelebA должны лежать рядом с img_align_celeba.</translation>
    </message>
    <message>
        <source>it is {width} x {height} pixels, not CelebA&apos;s 178 x 218.</source>
        <translation>Размер в пикселях — {width} x {height}, а не 178 x 218, как в CelebA.</translation>
    </message>
    <message>
        <source>no face is found in it.</source>
        <translation>Лицо не найдено.</translation>
    </message>
    <message>
        <source>{what} needs {module}, which is missing; install it with: pip install &apos;facelab[train]&apos;</source>
        <translation>{what}: нужен модуль {module}, а его нет; его ставит: pip install &apos;facelab[train]&apos;</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>нет доступа</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>действие запрещено</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>нет такого файла или папки</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>это не папка</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>это папка</translation>
    </message>
    <message>
        <source>file exists</source>
        <translation>такой файл уже есть</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>диск только для чтения</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>нет места на диске</translation>
    </message>
    <message>
        <source>file too large</source>
        <translation>слишком большой файл</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>слишком длинное имя</translation>
    </message>
    <message>
        <source>too many levels of symbolic links</source>
        <translation>слишком длинная цепочка ссылок</translation>
    </message>
    <message>
        <source>device or resource busy</source>
        <translation>файл занят</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>ошибка чтения или записи</translation>
    </message>
    <message>
        <source>invalid argument</source>
        <translation>недопустимое имя или действие</translation>
    </message>
    <message>
        <source>too many open files</source>
        <translation>открыто слишком много файлов</translation>
    </message>
    <message>
        <source>too many open files in system</source>
        <translation>в системе открыто слишком много файлов</translation>
    </message>
    <message>
        <source>cannot allocate memory</source>
        <translation>не хватает памяти</translation>
    </message>
    <message>
        <source>no such device</source>
        <translation>такого устройства нет</translation>
    </message>
    <message>
        <source>no such device or address</source>
        <translation>такого устройства или адреса нет</translation>
    </message>
    <message>
        <source>connection timed out</source>
        <translation>нет ответа по сети</translation>
    </message>
    <message>
        <source>disk quota exceeded</source>
        <translation>исчерпана квота на диске</translation>
    </message>
    <message>
        <source>stale file handle</source>
        <translation>файл больше не доступен по сети</translation>
    </message>
    <message>
        <source>{file} is a report of another version of FaceLab; measure again with: facelab evaluate</source>
        <translation>{file} — отчёт другой версии FaceLab; измерьте заново: facelab evaluate</translation>
    </message>
    <message>
        <source>{file} is no report; make one with: facelab evaluate -o FOLDER</source>
        <translation>{file} — не отчёт; его создаёт: facelab evaluate -o FOLDER</translation>
    </message>
    <message>
        <source>{path} is missing: name the folder of the judges (judges/ of FaceLab&apos;s source) by --judges.</source>
        <translation>Нет {path}; назовите папку с судьями (judges/ в исходном коде FaceLab) через --judges.</translation>
    </message>
    <message>
        <source>FaceLab&apos;s own file {folder}/{name} is missing; install FaceLab again.</source>
        <translation>Нет файла {folder}/{name} самого FaceLab; установите FaceLab заново.</translation>
    </message>
    <message>
        <source>{path} is a file; name a folder.</source>
        <translation>{path} — файл; назовите папку.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be made ({reason}); choose another place.</source>
        <translation>Папку {path} не создать ({reason}); выберите другое место.</translation>
    </message>
    <message>
        <source>{path} is a folder; name a file.</source>
        <translation>{path} — папка; назовите файл.</translation>
    </message>
    <message>
        <source>{path} is no regular file; choose another name.</source>
        <translation>{path} — не обычный файл; выберите другое имя.</translation>
    </message>
    <message>
        <source>{path} exists already; choose another name{hint}.</source>
        <translation>{path} уже существует; выберите другое имя.</translation>
    </message>
    <message>
        <source>{path} cannot be written, for its folder does not exist; make the folder first.</source>
        <translation>{path} не записать: такой папки нет; сначала создайте её.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another place or make room there.</source>
        <translation>{path} не записать ({reason}); выберите другое место или освободите его.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Остановлено; ничего не записано.</translation>
    </message>
    <message>
        <source>These attributes were made before means were kept; build them anew{hint}.</source>
        <translation>Эти признаки созданы до того, как средние стали храниться; постройте их заново{hint}.</translation>
    </message>
    <message>
        <source>{path} is missing, which belongs beside its checkpoint; put it there{hint}.</source>
        <translation>Нет {path}, а он нужен рядом с весами; положите его туда.</translation>
    </message>
    <message>
        <source>{path} was made for another checkpoint; put this one&apos;s beside it{hint}.</source>
        <translation>{path} создан для других весов; положите рядом с весами файл именно для них.</translation>
    </message>
    <message>
        <source>{path} is no attributes file; get a fresh copy of it{hint}.</source>
        <translation>{path} — не файл признаков; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{path} does not hold what an attributes file must; get a fresh copy of it{hint}.</source>
        <translation>В {path} нет того, что должно быть в файле признаков; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>Building attributes</source>
        <translation>Построение признаков</translation>
    </message>
    <message>
        <source>The attributes to reuse are of another structure; build them anew{hint}.</source>
        <translation>Эти признаки — от другой структуры; постройте их заново.</translation>
    </message>
    <message>
        <source>The {name} faces have no labels; prepare a source with labels to build attributes.</source>
        <translation>У лиц части {name} нет меток; чтобы построить признаки, подготовьте источник с метками.</translation>
    </message>
    <message>
        <source>There is no method {method!r}; use partial or mean.</source>
        <translation>Нет способа {method!r}; есть partial и mean.</translation>
    </message>
    <message>
        <source>The amount of {attribute}</source>
        <translation>Величина «{attribute}»</translation>
    </message>
    <message>
        <source>The amount {amount:g} of {attribute} is far too large; 1 to 3 are useful, {most:g} the limit.</source>
        <translation>Величина {amount:g} для «{attribute}» слишком велика; полезны от 1 до 3, предел — {most:g}.</translation>
    </message>
    <message>
        <source>The log-odds asked for {attribute}</source>
        <translation>Значение для «{attribute}»</translation>
    </message>
    <message>
        <source>{what} must be a finite number, not {value}.</source>
        <translation>{what} — не конечное число: {value}; укажите конечное.</translation>
    </message>
    <message>
        <source>{attributes} cannot be asked for both by an amount and by a value; give one of the two.</source>
        <translation>Нельзя задать и величину, и значение: {attributes}; оставьте одно из двух.</translation>
    </message>
    <message>
        <source>{attributes} cannot be both asked for and locked; take the lock or the request away.</source>
        <translation>Нельзя и менять, и закреплять: {attributes}; снимите одно из двух.</translation>
    </message>
    <message>
        <source>{attributes} cannot be brought to a value beside the lock on {locked}; lock less.</source>
        <translation>Не довести до значения: {attributes}; мешает закрепление ({locked}). Закрепите меньше.</translation>
    </message>
    <message>
        <source>{attributes} cannot be brought to values of their own, so alike are they; ask for fewer.</source>
        <translation>Не довести до разных значений, слишком они похожи: {attributes}; просите меньше сразу.</translation>
    </message>
    <message>
        <source>{attributes} cannot be brought to a value, for its probe hardly follows its vector; use an amount.</source>
        <translation>Не довести до значения: {attributes}; задайте величину.</translation>
    </message>
    <message>
        <source>{attribute} would need an amount of {amount:+.1f} to reach {value:g}, beyond ±{most:g}; ask for a value nearer to the face&apos;s own.</source>
        <translation>«{attribute}»: для значения {value:g} нужна величина {amount:+.1f}, а предел — ±{most:g}; просите значение ближе к собственному.</translation>
    </message>
    <message>
        <source>The lock on {attributes} takes away or replaces more than half of the edit.</source>
        <translation>Закрепление ({attributes}) снимает или замещает больше половины правки.</translation>
    </message>
    <message>
        <source>A path needs at least two faces.</source>
        <translation>Для пути нужны хотя бы два лица.</translation>
    </message>
    <message>
        <source>A step of a path must lie between 0, the first face, and 1, the last.</source>
        <translation>Шаг пути лежит между 0 (первое лицо) и 1 (последнее).</translation>
    </message>
    <message>
        <source>{path} is missing, which says how strange faces are{hint}.</source>
        <translation>Нет файла {path}, который говорит, насколько необычны лица{hint}.</translation>
    </message>
    <message>
        <source>{path} is damaged; get a fresh copy of it.</source>
        <translation>{path} — повреждённый файл; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{path} was measured with other weights; measure it anew.</source>
        <translation>{path} измерен с другими весами; измерьте заново.</translation>
    </message>
    <message>
        <source>{path} holds no latents; name a file that does{hint}.</source>
        <translation>В {path} нет скрытых кодов; назовите файл, где они есть.</translation>
    </message>
    <message>
        <source>{path} holds latents of {given} numbers, not {latents}; use the weights that encoded them.</source>
        <translation>Длина кодов в {path} — {given}, а не {latents}; возьмите веса, которыми они получены.</translation>
    </message>
    <message>
        <source>{path} holds numbers beyond {largest:g}, which are no latents; get the file again.</source>
        <translation>Числа в {path} больше {largest:g}, это не скрытые коды; возьмите файл заново.</translation>
    </message>
    <message>
        <source>{path} is a safetensors file but not one of FaceLab&apos;s; choose another.</source>
        <translation>{path} — файл safetensors, но не от FaceLab; выберите другой.</translation>
    </message>
    <message>
        <source>{path} has a version that this FaceLab does not know; use weights of version {version}.</source>
        <translation>У {path} версия, неизвестная этому FaceLab; возьмите веса версии {version}.</translation>
    </message>
    <message>
        <source>{path} holds values that are not finite in {name}; get the file again.</source>
        <translation>В {path} есть не конечные числа ({name}); возьмите файл заново.</translation>
    </message>
    <message>
        <source>{path} is no file; name a FaceLab weights file (safetensors).</source>
        <translation>{path} — не файл; назовите файл весов FaceLab (safetensors).</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check its name and its permissions.</source>
        <translation>{path} не читается ({reason}); проверьте имя и права доступа.</translation>
    </message>
    <message>
        <source>{path} is not a FaceLab weights file (safetensors); choose another.</source>
        <translation>{path} — не файл весов FaceLab (safetensors); выберите другой.</translation>
    </message>
    <message>
        <source>{path} holds no {kind}; choose weights of that kind.</source>
        <translation>В {path} нет {kind}; выберите веса этого рода.</translation>
    </message>
    <message>
        <source>{path} wants its pictures prepared in a way that this FaceLab does not know; update FaceLab.</source>
        <translation>{path} требует готовить снимки так, как этот FaceLab не умеет; обновите FaceLab.</translation>
    </message>
    <message>
        <source>{path} describes a network that this FaceLab does not know; update FaceLab.</source>
        <translation>{path} описывает сеть, неизвестную этому FaceLab; обновите FaceLab.</translation>
    </message>
    <message>
        <source>{path} describes a network that cannot be built; get the file again.</source>
        <translation>{path} описывает сеть, которую не построить; возьмите файл заново.</translation>
    </message>
    <message>
        <source>{path} holds tensors that do not fit its own description; get the file again.</source>
        <translation>Тензоры в {path} не подходят к его описанию; возьмите файл заново.</translation>
    </message>
    <message>
        <source>These landmarks make no face; give five different points.</source>
        <translation>Эти точки не складываются в лицо; нужны пять разных точек.</translation>
    </message>
    <message>
        <source>{path} is {width} x {height} pixels, too small for an aligned picture; give one of at least {size} x {size}{hint}.</source>
        <translation>Для выровненного снимка размер {path} слишком мал: {width} x {height}; нужен хотя бы {size} x {size}.</translation>
    </message>
    <message>
        <source>{path} has more than {most} megapixels; make it smaller first.</source>
        <translation>В {path} больше {most} мегапикселей; сначала уменьшите его.</translation>
    </message>
    <message>
        <source>{path} stores its samples in an uncommon way; save it as 8-bit or 16-bit RGB first.</source>
        <translation>{path} хранит отсчёты необычным образом; сначала сохраните его как RGB, 8 или 16 бит.</translation>
    </message>
    <message>
        <source>{path} is an HDR picture (PQ, HLG or logarithmic), which FaceLab does not edit; save it as SDR first.</source>
        <translation>{path} — снимок HDR (PQ, HLG или логарифмический), FaceLab такие не обрабатывает; сначала сохраните его как SDR.</translation>
    </message>
    <message>
        <source>{path} is a camera&apos;s raw file or a mere preview; develop it and save it as JPEG or TIFF first.</source>
        <translation>{path} — сырой файл камеры или только его эскиз; проявите его и сохраните как JPEG или TIFF.</translation>
    </message>
    <message>
        <source>{path} has samples that are no whole numbers from 0 up; save it with 8 or 16 bits first.</source>
        <translation>Отсчёты в {path} — не целые числа от 0; сначала сохраните его с 8 или 16 битами.</translation>
    </message>
    <message>
        <source>{path} has neither 8 nor 16 bits a sample; save it with 8 or 16 bits first.</source>
        <translation>В {path} не 8 и не 16 бит на отсчёт; сначала сохраните его с 8 или 16 битами.</translation>
    </message>
    <message>
        <source>No face was found in this photo; give its five landmarks{hint}.</source>
        <translation>Лицо на фотографии не найдено; расставьте его пять точек вручную.</translation>
    </message>
    <message>
        <source>There is no face {which}; {numbers}.</source>
        <translation>Нет лица {which}; {numbers}.</translation>
    </message>
    <message>
        <source>Landmarks are ten numbers, x,y,x,y,...: left eye, right eye, nose, left and right mouth corner.</source>
        <translation>Точки — это десять чисел x,y,x,y,…: левый глаз, правый глаз, нос, левый и правый угол рта.</translation>
    </message>
    <message>
        <source>Landmarks are five points, (5, 2): left eye, right eye, nose, left and right mouth corner.</source>
        <translation>Нужны пять точек (5, 2): левый глаз, правый глаз, нос, левый и правый угол рта.</translation>
    </message>
    <message>
        <source>These landmarks lie outside the photo, which is {width} x {height} pixels large.</source>
        <translation>Эти точки лежат вне фотографии; её размер в пикселях — {width} x {height}.</translation>
    </message>
    <message>
        <source>These landmarks make no face; give left eye, right eye, nose, left and right mouth corner, in this order.</source>
        <translation>Эти точки не складываются в лицо; порядок такой: левый глаз, правый глаз, нос, левый и правый угол рта.</translation>
    </message>
    <message>
        <source>the only face is number 0</source>
        <translation>единственное лицо — номер 0</translation>
    </message>
    <message>
        <source>the faces are numbered 0 to {last}, largest first</source>
        <translation>номера лиц — от 0 до {last}, крупные первыми</translation>
    </message>
    <message>
        <source>{output} is a file&apos;s name, but there are {count} photos; name a folder.</source>
        <translation>{output} — имя одного файла, а число фотографий — {count}; назовите папку.</translation>
    </message>
    <message>
        <source>{path} is itself given to be read, and FaceLab never overwrites that; choose another name.</source>
        <translation>{path} — один из исходных файлов, а их FaceLab никогда не перезаписывает; выберите другое имя.</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>Этот снимок</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP or GIF</source>
        <translation>JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP или GIF</translation>
    </message>
    <message>
        <source>{path} needs more memory than there is; close other programs or make it smaller.</source>
        <translation>Для {path} не хватает памяти; закройте другие программы или уменьшите его.</translation>
    </message>
    <message>
        <source>{path} is damaged, cut short or an uncommon kind of {format}; get a fresh copy of it, or save it as PNG in another program.</source>
        <translation>{path} повреждён, обрезан или это необычный {format}; возьмите свежую копию или сохраните его как PNG в другой программе.</translation>
    </message>
    <message>
        <source>{path} is a folder; name the photos in it.</source>
        <translation>{path} — папка; назовите фотографии в ней.</translation>
    </message>
    <message>
        <source>{path} is no regular file; name a photo.</source>
        <translation>{path} — не обычный файл; назовите фотографию.</translation>
    </message>
    <message>
        <source>{path} does not exist; check its name.</source>
        <translation>{path} не существует; проверьте имя.</translation>
    </message>
    <message>
        <source>{path} is empty; get a fresh copy of it.</source>
        <translation>{path} — пустой файл; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{path} is {kind}, which FaceLab does not read; use {formats}.</source>
        <translation>{path} — {kind}, FaceLab такого не читает; подойдёт {formats}.</translation>
    </message>
    <message>
        <source>{path} is no picture that FaceLab knows; use {formats}.</source>
        <translation>{path} — не снимок, известный FaceLab; подойдёт {formats}.</translation>
    </message>
    <message>
        <source>{path} has more than {most} MB; make it smaller first.</source>
        <translation>В {path} больше {most} МБ; сначала уменьшите его.</translation>
    </message>
    <message>
        <source>a camera&apos;s raw file</source>
        <translation>сырой файл камеры</translation>
    </message>
    <message>
        <source>a PostScript program</source>
        <translation>программа PostScript</translation>
    </message>
    <message>
        <source>a JPEG XL picture</source>
        <translation>снимок JPEG XL</translation>
    </message>
    <message>
        <source>a JPEG 2000 picture</source>
        <translation>снимок JPEG 2000</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>видео</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>документ PDF</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>документ Photoshop</translation>
    </message>
    <message>
        <source>an archive or a document</source>
        <translation>архив или документ</translation>
    </message>
    <message>
        <source>an archive</source>
        <translation>архив</translation>
    </message>
    <message>
        <source>an SVG drawing or a web page</source>
        <translation>рисунок SVG или веб-страница</translation>
    </message>
    <message>
        <source>{path} is the photo itself, which FaceLab never overwrites; choose another name.</source>
        <translation>{path} — сама фотография, её FaceLab никогда не перезаписывает; выберите другое имя.</translation>
    </message>
    <message>
        <source>{path} has no extension of a format to write; use one of {formats}.</source>
        <translation>У {path} нет расширения известного формата; подойдёт {formats}.</translation>
    </message>
    <message>
        <source>{path} cannot be written, for {form} ends at {side} pixels a side; use .png.</source>
        <translation>{path} не записать: в {form} не больше {side} пикселей по стороне; возьмите .png.</translation>
    </message>
    <message>
        <source>{folder} cannot be listed ({reason}).</source>
        <translation>Содержимое {folder} не читается ({reason}).</translation>
    </message>
    <message>
        <source>There is not enough memory for it; make it smaller.</source>
        <translation>Для этого не хватает памяти; уменьшите снимок.</translation>
    </message>
    <message>
        <source>it is small, about {side:.0f} pixels; below {least:.0f} an edit is hardly seen and may fail.</source>
        <translation>оно маленькое, около {side:.0f} пикселей; меньше {least:.0f} правка едва заметна и может не удаться.</translation>
    </message>
    <message>
        <source>it is turned too far away; edits of a face that looks towards the camera do better.</source>
        <translation>оно отвёрнуто слишком далеко; лицо, обращённое к камере, правится лучше.</translation>
    </message>
    <message>
        <source>its landmarks are far from a face&apos;s (turned away, or found wrongly); the edit may fail.</source>
        <translation>Точки далеки от обычного лица (оно повёрнуто или найдено неверно); правка может не удаться.</translation>
    </message>
    <message>
        <source>something lies before its eyes; edits of them may fail.</source>
        <translation>перед глазами что-то есть; правка глаз может не удаться.</translation>
    </message>
    <message>
        <source>something lies before its mouth; edits of it may fail.</source>
        <translation>перед ртом что-то есть; правка рта может не удаться.</translation>
    </message>
    <message>
        <source>something lies before its eyes and mouth; edits of them may fail.</source>
        <translation>перед глазами и ртом что-то есть; их правка может не удаться.</translation>
    </message>
    <message>
        <source>it is stranger to the model than {share} of 100 faces that it has not seen before; the edit may fail.</source>
        <translation>Для модели это лицо необычнее, чем {share} из 100 лиц, которых она раньше не видела; правка может не удаться.</translation>
    </message>
    <message>
        <source>it is unlike the faces that the model has learned; the edit may fail.</source>
        <translation>Лицо не похоже на те, на которых училась модель; правка может не удаться.</translation>
    </message>
    <message>
        <source>the file holds several pictures (pages or frames); only the one shown first is edited and written.</source>
        <translation>в файле несколько изображений (страниц или кадров); изменяется и записывается только то, что показывается первым.</translation>
    </message>
    <message>
        <source>Landmarks belong to one face; say by its number which, not all.</source>
        <translation>Точки относятся к одному лицу; назовите его номер, а не все лица.</translation>
    </message>
    <message>
        <source>There is no face {which} to give landmarks for; a new face takes number {count}.</source>
        <translation>Нет лица {which}, чтобы задать ему точки; у нового лица номер {count}.</translation>
    </message>
    <message>
        <source>Face {which} was found, not placed by hand; it stays.</source>
        <translation>Лицо {which} найдено, а не поставлено вручную; оно остаётся.</translation>
    </message>
    <message>
        <source>its glasses stay: what is behind lenses that show no eyes is not known.</source>
        <translation>Очки остаются: что за стёклами, сквозь которые не видно глаз, неизвестно.</translation>
    </message>
    <message>
        <source>no glasses are seen that could be taken off; rims that are thin or clear may go unseen, and stay.</source>
        <translation>Не видно очков, которые можно было бы снять; тонкую или прозрачную оправу программа может не заметить, и тогда она останется.</translation>
    </message>
    <message>
        <source>it wears glasses already; no others are put on.</source>
        <translation>На нём уже есть очки; другие не надеваются.</translation>
    </message>
    <message>
        <source>it has no fringe that could be taken away.</source>
        <translation>У него нет чёлки, которую можно было бы убрать.</translation>
    </message>
    <message>
        <source>it is bald already; no hair is taken away.</source>
        <translation>Эта голова уже лысая; волосы не убираются.</translation>
    </message>
    <message>
        <source>it is bald; there is no hair to make a fringe of.</source>
        <translation>Эта голова лысая; чёлку не из чего сделать.</translation>
    </message>
    <message>
        <source>no hair is seen that could take another colour.</source>
        <translation>волос, которые можно было бы перекрасить, не видно.</translation>
    </message>
    <message>
        <source>no hair is seen above its forehead that could be let down.</source>
        <translation>Над лбом не видно волос; чёлку не из чего сделать.</translation>
    </message>
    <message>
        <source>it has a fringe already; no other is let down.</source>
        <translation>У него уже есть чёлка; другая не добавляется.</translation>
    </message>
    <message>
        <source>it is so already: {attribute} {amount:+g} is beyond {most:+.1f}, the safe limit of 9 in 10.</source>
        <translation>Это уже так: «{attribute}» {amount:+g} — за пределом {most:+.1f}, безопасным для 9 лиц из 10.</translation>
    </message>
    <message>
        <source>keep must lie between 0 and 1, not {keep:g}.</source>
        <translation>Доля своих пикселей — от 0 до 1, а не {keep:g}.</translation>
    </message>
    <message>
        <source>It is no compressed face{hint}.</source>
        <translation>Это не сжатое лицо{hint}.</translation>
    </message>
    <message>
        <source>It was compressed with other weights; only those can draw it.</source>
        <translation>Лицо сжато с другими весами; нарисовать его могут только они.</translation>
    </message>
    <message>
        <source>The compressed face is damaged; get a fresh copy of it.</source>
        <translation>Сжатое лицо повреждено; возьмите его новую копию.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path} не читается ({reason}).</translation>
    </message>
    <message>
        <source>{path}: {sentence}</source>
        <translation>{path}: {sentence}</translation>
    </message>
    <message>
        <source>These weights have no detail, which compression needs; take others.</source>
        <translation>У этих весов нет деталей, а они нужны для сжатия; возьмите другие.</translation>
    </message>
    <message>
        <source>{path} is no FaceLab project, or a damaged one; get a fresh copy of it.</source>
        <translation>{path} — не проект FaceLab, или он повреждён; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{path} is damaged: its photo is not the one it was; get a fresh copy of it.</source>
        <translation>{path} — повреждённый проект: фотография в нём уже не та; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{changed} was changed since {path} was saved; say which photo to use.</source>
        <translation>Фотография {changed} изменилась с тех пор, как сохранён {path}; укажите, какую взять.</translation>
    </message>
    <message>
        <source>The photo {photo} is gone; say where it is.</source>
        <translation>Фотографии {photo} больше нет; укажите, где она.</translation>
    </message>
    <message>
        <source>{path} was saved by a later FaceLab; open it with that.</source>
        <translation>{path} сохранён более новым FaceLab; откройте его там.</translation>
    </message>
    <message>
        <source>{path} is no project that FaceLab understands; get a fresh copy of it.</source>
        <translation>{path} — проект, непонятный FaceLab; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>This cannot be a preset; give it a name of 1 to 80 letters.</source>
        <translation>Это не станет заготовкой; дайте имя от 1 до 80 букв.</translation>
    </message>
    <message>
        <source>{path} holds no presets; move it away and they begin anew.</source>
        <translation>В {path} нет заготовок; уберите этот файл, и они начнутся заново.</translation>
    </message>
    <message>
        <source>{path} cannot hold this edit: a project holds amounts from -3 to 3.</source>
        <translation>{path} не вместит эту правку: в проекте величины от -3 до 3.</translation>
    </message>
    <message>
        <source>An animation has 2 to {most} frames, not {frames}.</source>
        <translation>Число кадров анимации — от 2 до {most}, а не {frames}.</translation>
    </message>
    <message>
        <source>An animation shows {least:g} to {most:g} frames per second, not {rate:g}.</source>
        <translation>Частота кадров — от {least:g} до {most:g} в секунду, а не {rate:g}.</translation>
    </message>
    <message>
        <source>{path} has no extension of an animation; use one of {formats}.</source>
        <translation>У {path} нет расширения анимации; подойдут {formats}.</translation>
    </message>
    <message>
        <source>A cell must be {least} to {most} pixels, not {cell}.</source>
        <translation>Размер картинки — от {least} до {most} пикселей, а не {cell}.</translation>
    </message>
    <message>
        <source>A margin must be 0 to 64 pixels, not {margin}.</source>
        <translation>Промежуток — от 0 до 64 пикселей, а не {margin}.</translation>
    </message>
    <message>
        <source>A sheet needs at least one row and one column.</source>
        <translation>На листе нужна хотя бы одна строка и один столбец.</translation>
    </message>
    <message>
        <source>column</source>
        <translation>столбцов</translation>
    </message>
    <message>
        <source>row</source>
        <translation>строк</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>картинок</translation>
    </message>
    <message>
        <source>A sheet has a caption for every {what} or for none: {given} for {wanted}.</source>
        <translation>Подписей на листе столько же, сколько {what}, или ни одной: {given} вместо {wanted}.</translation>
    </message>
    <message>
        <source>A sheet of {width} × {height} pixels is too large; take smaller cells, or fewer.</source>
        <translation>Лист {width} × {height} пикселей слишком велик; возьмите картинки мельче или меньше картинок.</translation>
    </message>
    <message>
        <source>A sheet of {width} × {height} pixels is too large for {form}; take smaller cells, fewer, or .png or .pdf, which are written row by row.</source>
        <translation>Лист {width} × {height} пикселей слишком велик для {form}; возьмите картинки мельче, меньше картинок или .png или .pdf: они пишутся построчно.</translation>
    </message>
    <message>
        <source>A face can be put back into a photo only from a photo&apos;s face to one other.</source>
        <translation>Вернуть лицо в фотографию можно, только если первое из двух лиц — с фотографии.</translation>
    </message>
    <message>
        <source>A morph goes from 0, the photo, to 1, the other face; not to {alpha:g}.</source>
        <translation>Переход идёт от 0 (фотография) до 1 (другое лицо), а не до {alpha:g}.</translation>
    </message>
    <message>
        <source>The model&apos;s prior</source>
        <translation>Распределение модели</translation>
    </message>
    <message>
        <source>{where} holds no face that is {wanted}; add one.</source>
        <translation>{where}: нет лица с признаками «{wanted}»; добавьте такое.</translation>
    </message>
    <message>
        <source>{folder} holds no photo with a face; name another folder.</source>
        <translation>В {folder} нет фотографий с лицом; назовите другую папку.</translation>
    </message>
    <message>
        <source>A sheet has a face in each of its four corners, not {count}; name four.</source>
        <translation>На листе по лицу в каждом из четырёх углов, а дано — {count}; назовите четыре.</translation>
    </message>
    <message>
        <source>{word} names an attribute twice; name each once.</source>
        <translation>{word} называет один признак дважды; назовите каждый по разу.</translation>
    </message>
    <message>
        <source>The spread of {word} must be between 0 and 2.</source>
        <translation>Разброс в {word} — от 0 до 2.</translation>
    </message>
    <message>
        <source>not {attribute}</source>
        <translation>не {attribute}</translation>
    </message>
    <message>
        <source>No face that is {wanted} is found among {tries} draws; ask for less.</source>
        <translation>Лица с признаками «{wanted}» не нашлось (попыток: {tries}); просите меньшего.</translation>
    </message>
    <message>
        <source>No face was found in {path}; place one by hand in the window, and take the project that you save there.</source>
        <translation>В {path} не найдено лицо; откройте эту фотографию, укажите лицо вручную и возьмите сохранённый проект.</translation>
    </message>
    <message>
        <source>No face is given: name a photo or a project, or write seed:7 for a face that is drawn.</source>
        <translation>Лицо не названо: назовите фотографию, проект или напишите seed:7, и лицо будет придумано.</translation>
    </message>
    <message>
        <source>{init} has no {kind} of the shape that the configuration asks for.</source>
        <translation>В {init} нет {kind} той формы, которой требует конфигурация.</translation>
    </message>
    <message>
        <source>{path} is no configuration; name a TOML file or one of: {names}.</source>
        <translation>{path} — не конфигурация; назовите файл TOML или одну из готовых: {names}.</translation>
    </message>
    <message>
        <source>{path}: there is no {word}; did you mean {alike}?</source>
        <translation>{path}: {word} нет; возможно, имелось в виду {alike}?</translation>
    </message>
    <message>
        <source>A run is either gone on with or replaced; leave --resume or --overwrite out.</source>
        <translation>Обучение либо продолжают, либо начинают заново; уберите --resume или --overwrite.</translation>
    </message>
    <message>
        <source>There is nothing to resume in {folder}; its state is missing.</source>
        <translation>В папке {folder} нечего продолжать: нет сохранённого состояния.</translation>
    </message>
    <message>
        <source>{folder} holds an earlier run; go on with it{resume}, replace it{overwrite} or name another folder{run}.</source>
        <translation>В папке {folder} лежит прежнее обучение; продолжите его{resume}, замените его{overwrite} или укажите другую папку{run}.</translation>
    </message>
    <message>
        <source>{path} is no TOML: {error}.</source>
        <translation>{path} — не TOML: {error}.</translation>
    </message>
    <message>
        <source>{path}: {where}: {what}.</source>
        <translation>{path}: {where}: {what}.</translation>
    </message>
    <message>
        <source>Edits need init (weights with a structure), attributes (made for them) and features.</source>
        <translation>Для правок нужны init (веса со структурой), attributes (признаки для них) и features.</translation>
    </message>
    <message>
        <source>A face has an identity of {people} or more; raise margin.people.</source>
        <translation>Номер человека у одного из лиц — {people} или больше; увеличьте margin.people.</translation>
    </message>
    <message>
        <source>A batch of {batch} cannot be shared by {processes} processes evenly.</source>
        <translation>Пакет не делится поровну: лиц в нём — {batch}, процессов — {processes}.</translation>
    </message>
    <message>
        <source>{count} training faces do not fill a batch of {batch}.</source>
        <translation>Лиц для обучения ({count}) не хватает на пакет ({batch}).</translation>
    </message>
    <message>
        <source>There is nothing to resume in {folder}: {error}</source>
        <translation>В {folder} нечего продолжать: {error}</translation>
    </message>
    <message>
        <source>The state in {folder} is of another configuration; start anew{hint}.</source>
        <translation>Состояние в {folder} — от другой конфигурации; начните заново.</translation>
    </message>
    <message>
        <source>The saved state is another network&apos;s; start anew{hint}.</source>
        <translation>Сохранённое состояние — от другой сети; начните заново.</translation>
    </message>
    <message>
        <source>The stage detail needs init: weights whose structure is trained.</source>
        <translation>Стадии detail нужен init: веса с обученной структурой.</translation>
    </message>
    <message>
        <source>{path} has no structure of the shape that the configuration asks for.</source>
        <translation>В {path} нет структуры той формы, которой требует конфигурация.</translation>
    </message>
    <message>
        <source>{path} has no reader of the shape that the configuration asks for.</source>
        <translation>В {path} нет сети-чтеца той формы, которой требует конфигурация.</translation>
    </message>
    <message>
        <source>{path} has no upsampler of the widths that the configuration asks for.</source>
        <translation>В {path} нет повышающей сети той ширины, которой требует конфигурация.</translation>
    </message>
    <message>
        <source>To blend the upsampler with what it started from, name its start.</source>
        <translation>Чтобы смешать повышающую сеть с исходной, назовите исходную.</translation>
    </message>
    <message>
        <source>The upsampler needs init (weights with s and d), attributes (made for them) and features.</source>
        <translation>Повышающей сети нужны init (веса с s и d), attributes (признаки для них) и features.</translation>
    </message>
    <message>
        <source>{path} has no detail code; run the stage detail first.</source>
        <translation>В {path} нет кода деталей; сначала пройдите стадию detail.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}); save it as CSV in UTF-8.</source>
        <translation>{path} не читается ({error}); сохраните его как CSV в UTF-8.</translation>
    </message>
    <message>
        <source>{path} is empty; write a heading: file, and names of attributes.</source>
        <translation>{path} пуст; впишите заголовок: file и имена признаков.</translation>
    </message>
    <message>
        <source>{path} has no column named file; put commas between the columns.</source>
        <translation>В {path} нет столбца file; разделяйте столбцы запятыми.</translation>
    </message>
    <message>
        <source>{path} has -1 but nowhere 0: CelebA&apos;s own lists write -1 for without, here it is unknown; write 0 for without, and leave out what is unknown.</source>
        <translation>В {path} есть -1, но нигде нет 0: в списках CelebA -1 значит «нет», здесь же «неизвестно»; пишите 0 для «нет» и оставляйте неизвестное пустым.</translation>
    </message>
    <message>
        <source>{path}, line {line}, column {column}: {wrong}; mend it and prepare again.</source>
        <translation>{path}, строка {line}, столбец {column}: {wrong}; исправьте и подготовьте снова.</translation>
    </message>
    <message>
        <source>{path} is an animation of more than {most} megapixels in all; save one picture of it as PNG first.</source>
        <translation>{path} — анимация, в которой всего больше {most} мегапикселей; сначала сохраните один её кадр как PNG.</translation>
    </message>
    <message>
        <source>{path} is a HEIF picture that is coded in an uncommon way (not as HEVC); save it as JPEG or PNG first.</source>
        <translation>{path} — снимок HEIF, закодированный необычным способом (не HEVC); сначала сохраните его как JPEG или PNG.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}); name a folder that has it.</source>
        <translation>{path} не читается ({error}); укажите папку, где есть этот файл.</translation>
    </message>
    <message>
        <source>{archive} lacks {name} ({error}); get the file again.</source>
        <translation>В {archive} нет {name} ({error}); получите файл заново.</translation>
    </message>
    <message>
        <source>{repository} cannot be read as a git directory ({error}).</source>
        <translation>{repository} не читается как каталог git ({error}).</translation>
    </message>
    <message>
        <source>A training picture is damaged ({error}).</source>
        <translation>Картинка для обучения повреждена ({error}).</translation>
    </message>
    <message>
        <source>{folder} holds a damaged file ({error}); prepare the heads again.</source>
        <translation>В {folder} есть повреждённый файл ({error}); подготовьте головы заново.</translation>
    </message>
    <message>
        <source>{folder} has no heads in its split {split!r}; make them with facelab.data.teaching.</source>
        <translation>В {folder} нет голов в части {split!r}; подготовьте их с помощью facelab.data.teaching.</translation>
    </message>
    <message>
        <source>This is one crop; give an array of crops, (N, 128, 128, 3): crops[None].</source>
        <translation>Это один кадр лица; передайте массив кадров (N, 128, 128, 3): crops[None].</translation>
    </message>
    <message>
        <source>Crops must have the shape (N, 128, 128, 3), not {shape}; cut them as photo.faces[0].crop is.</source>
        <translation>Кадры лиц должны иметь форму (N, 128, 128, 3), а не {shape}; вырезайте их как photo.faces[0].crop.</translation>
    </message>
    <message>
        <source>Crops must be floats, sRGB 0..1, not {type}; divide 8 bits by 255.</source>
        <translation>Кадры лиц должны быть дробными числами, sRGB 0..1, а не {type}; разделите 8 бит на 255.</translation>
    </message>
    <message>
        <source>Crops must hold sRGB 0..1, not {low:g} to {high:g}.</source>
        <translation>Кадры лиц должны содержать sRGB 0..1, а не от {low:g} до {high:g}.</translation>
    </message>
    <message>
        <source>This is one latent; give an array of latents, (N, {width}): z[None].</source>
        <translation>Это один латентный вектор; передайте массив (N, {width}): z[None].</translation>
    </message>
    <message>
        <source>Latents must have the shape (N, {width}), not {shape}; use those that these weights encoded.</source>
        <translation>Латентные векторы должны иметь форму (N, {width}), а не {shape}; возьмите закодированные этими весами.</translation>
    </message>
    <message>
        <source>Latents must be floats, not {type}.</source>
        <translation>Латентные векторы должны быть дробными числами, а не {type}.</translation>
    </message>
    <message>
        <source>Latents must be finite numbers up to {largest:g}.</source>
        <translation>Латентные векторы должны быть конечными числами до {largest:g}.</translation>
    </message>
    <message>
        <source>The number of faces must be a whole number from 1 on, not {n}.</source>
        <translation>Число лиц должно быть целым от 1, а не {n}.</translation>
    </message>
    <message>
        <source>The seed must be a whole number from 0 on, not {seed}.</source>
        <translation>Зерно должно быть целым числом от 0, а не {seed}.</translation>
    </message>
    <message>
        <source>The spread must be a number from 0 on, not {spread}.</source>
        <translation>Разброс должен быть числом от 0, а не {spread}.</translation>
    </message>
    <message>
        <source>This is no array; its rows differ in length.</source>
        <translation>Это не массив: его строки разной длины.</translation>
    </message>
    <message>
        <source>{attributes}: it is so already, so nothing is added.</source>
        <translation>{attributes}: это уже так, поэтому ничего не добавлено.</translation>
    </message>
    <message>
        <source>{attribute} came to {reached:+.1f}, not to {value:+.1f}, which this face cannot be brought to.</source>
        <translation>«{attribute}»: достигнуто {reached:+.1f}, а не {value:+.1f}; дальше это лицо не изменить.</translation>
    </message>
    <message>
        <source>The lock on {attribute} does not hold wholly: it moved by {moved:+.1f}.</source>
        <translation>Замок на «{attribute}» держит не до конца: сдвиг {moved:+.1f}.</translation>
    </message>
    <message>
        <source>{path} is missing: give by --photos a folder with pairs, data and models (docs/evaluation.md).</source>
        <translation>{path} отсутствует: укажите в --photos папку с парами, данными и моделями (docs/evaluation.md).</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}); get it again.</source>
        <translation>{path} не читается ({error}); получите его заново.</translation>
    </message>
    <message>
        <source>{path} is damaged; remove it and run again.</source>
        <translation>{path} повреждён; удалите его и запустите снова.</translation>
    </message>
    <message>
        <source>{path} is missing or damaged; remove its folder and run again.</source>
        <translation>{path} отсутствует или повреждён; удалите его папку и запустите снова.</translation>
    </message>
    <message>
        <source>{path} was made for other weights; put the prior of these weights there, or take it away.</source>
        <translation>{path} сделан для других весов; положите туда априорное распределение этих весов или уберите файл.</translation>
    </message>
    <message>
        <source>The stage {stage} needs init: weights whose structure is trained.</source>
        <translation>Стадии {stage} нужен init: веса, структура которых обучена.</translation>
    </message>
    <message>
        <source>Training a prior</source>
        <translation>Обучение априорного распределения</translation>
    </message>
    <message>
        <source>The stage prior needs init and attributes: weights, and the attributes file made for them.</source>
        <translation>Стадии prior нужны init и attributes: веса и сделанный для них файл признаков.</translation>
    </message>
    <message>
        <source>Stopped; all is as it was.</source>
        <translation>Остановлено; всё осталось как было.</translation>
    </message>
    <message>
        <source>There is only this face in {path}.</source>
        <translation>В {path} только это лицо.</translation>
    </message>
    <message>
        <source>People are told apart by several photos of each; prepare a source that says who they show.</source>
        <translation>Людей различают по нескольким фотографиям каждого; подготовьте источник, где указано, кто на них.</translation>
    </message>
    <message>
        <source>{path} tells nobody apart; get a fresh copy of it, or take it away.</source>
        <translation>{path} не различает людей; получите новую копию файла или уберите его.</translation>
    </message>
    <message>
        <source>{path} was made for other weights; put that of these weights there, or take it away.</source>
        <translation>{path} сделан для других весов; положите туда файл этих весов или уберите его.</translation>
    </message>
    <message>
        <source>Only {found} such faces were found, not {count}; ask for fewer, or of less.</source>
        <translation>Нашлось только {found} таких лиц, а не {count}; попросите меньше лиц или меньше условий.</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Загружается модель…</translation>
    </message>
    <message>
        <source>Making: {share}</source>
        <translation>Создаётся: {share}</translation>
    </message>
    <message>
        <source>Only such faces</source>
        <translation>Только такие лица</translation>
    </message>
    <message>
        <source>First seed</source>
        <translation>Первое зерно</translation>
    </message>
    <message>
        <source>Other faces</source>
        <translation>Другие лица</translation>
    </message>
    <message>
        <source>Alike to wild</source>
        <translation>Разброс</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Сетка</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>Насколько</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Путь</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>In the photo</source>
        <translation>На фото</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Лицо</translation>
    </message>
    <message>
        <source>Face {number}</source>
        <translation>Лицо {number}</translation>
    </message>
    <message>
        <source>{attribute} {amount}</source>
        <translation>{attribute} {amount}</translation>
    </message>
    <message>
        <source>Lock {attribute}</source>
        <translation>Закрепить: {attribute}</translation>
    </message>
    <message>
        <source>Unlock {attribute}</source>
        <translation>Отпустить: {attribute}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Способ</translation>
    </message>
    <message>
        <source>Keep my pixels {share}</source>
        <translation>Сохранять мои пиксели {share}</translation>
    </message>
    <message>
        <source>{preset} {share}</source>
        <translation>{preset} {share}</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>Защитить</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Protect nothing</source>
        <translation>Ничего не защищать</translation>
    </message>
    <message>
        <source>The same for all faces</source>
        <translation>То же для всех лиц</translation>
    </message>
    <message>
        <source>Paste the edit</source>
        <translation>Вставка правки</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Сброс</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Точки</translation>
    </message>
    <message>
        <source>Remove the face</source>
        <translation>Убрать лицо</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Сохраняется…</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Открывается…</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Как при открытии</translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation>Поиск лиц…</translation>
    </message>
    <message>
        <source>There is not enough memory for this; close other programs or a larger photo.</source>
        <translation>Для этого не хватает памяти; закройте другие программы или большую фотографию.</translation>
    </message>
    <message>
        <source>{words}</source>
        <translation>{words}</translation>
    </message>
    <message>
        <source>{path} holds no codes of faces; get a fresh copy of it.</source>
        <translation>В {path} нет кодов лиц; возьмите этот файл заново.</translation>
    </message>
    <message>
        <source>{path} was made with other models; make it anew.</source>
        <translation>{path} сделан с другими моделями; сделайте его заново.</translation>
    </message>
    <message>
        <source>{path} holds models of other shapes than the configuration asks for.</source>
        <translation>В {path} модели другой формы, чем просит конфигурация.</translation>
    </message>
    <message>
        <source>{name} is none of the lecture&apos;s models: {names}.</source>
        <translation>{name} — не из моделей лекции: {names}.</translation>
    </message>
    <message>
        <source>The stage remover needs features: a parser, which says who wears no glasses.</source>
        <translation>Этапу remover нужен параметр features: сеть, которая размечает части лица и скажет, кто без очков.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About FaceLab</source>
        <translation>&amp;О программе FaceLab</translation>
    </message>
    <message>
        <source>&amp;Actual pixels</source>
        <translation>&amp;Точные пиксели</translation>
    </message>
    <message>
        <source>Use this face as A of Morph</source>
        <translation>Взять это лицо как A в «Переход»</translation>
    </message>
    <message>
        <source>Use this face as B of Morph</source>
        <translation>Взять это лицо как B в «Переход»</translation>
    </message>
    <message>
        <source>&amp;Copy edited picture</source>
        <translation>&amp;Копировать снимок</translation>
    </message>
    <message>
        <source>Copy the &amp;edit</source>
        <translation>Копировать п&amp;равку</translation>
    </message>
    <message>
        <source>Paste the ed&amp;it</source>
        <translation>Вставить пра&amp;вку</translation>
    </message>
    <message>
        <source>&amp;Search attributes</source>
        <translation>По&amp;иск признаков</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>&amp;Edit a folder of photos…</source>
        <translation>Править папк&amp;у фотографий…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>&amp;Zoom to the face</source>
        <translation>Приблизить &amp;лицо</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Во весь &amp;экран</translation>
    </message>
    <message>
        <source>Sli&amp;ders beside the photo</source>
        <translation>Пол&amp;зунки рядом с фотографией</translation>
    </message>
    <message>
        <source>The &amp;photo alone</source>
        <translation>&amp;Только фотография</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;История</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Тема</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Язык</translation>
    </message>
    <message>
        <source>&amp;Move the five points</source>
        <translation>Сдвинуть пять &amp;точек</translation>
    </message>
    <message>
        <source>Re&amp;move the face placed by hand</source>
        <translation>У&amp;брать лицо, поставленное вручную</translation>
    </message>
    <message>
        <source>Protect with a &amp;brush</source>
        <translation>Защитить &amp;кистью</translation>
    </message>
    <message>
        <source>&amp;Next face</source>
        <translation>С&amp;ледующее лицо</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Открыть…</translation>
    </message>
    <message>
        <source>&amp;Paste photo</source>
        <translation>&amp;Вставить фотографию</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>&amp;Заготовки</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>В&amp;ыход</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Повторить</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>&amp;Клавиши</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Отменить</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Whole photo</source>
        <translation>&amp;Вся фотография</translation>
    </message>
    <message>
        <source>A&amp;dd a face by hand</source>
        <translation>&amp;Добавить лицо вручную</translation>
    </message>
    <message>
        <source>A&amp;fter</source>
        <translation>&amp;После</translation>
    </message>
    <message>
        <source>About FaceLab</source>
        <translation>О программе FaceLab</translation>
    </message>
    <message>
        <source>Before and after, &amp;side by side</source>
        <translation>До и после, &amp;рядом</translation>
    </message>
    <message>
        <source>Before and after, with a &amp;line to drag</source>
        <translation>До и после, с подвижной &amp;линией</translation>
    </message>
    <message>
        <source>Draw a random &amp;face</source>
        <translation>Нарисовать &amp;случайное лицо</translation>
    </message>
    <message>
        <source>Ne&amp;xt photo</source>
        <translation>С&amp;ледующее фото</translation>
    </message>
    <message>
        <source>P&amp;revious photo</source>
        <translation>Пр&amp;едыдущее фото</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Недавн&amp;ие</translation>
    </message>
    <message>
        <source>Open other &amp;weights…</source>
        <translation>Открыть &amp;другие веса…</translation>
    </message>
    <message>
        <source>Open the sa&amp;mple photo</source>
        <translation>Открыть &amp;пример</translation>
    </message>
    <message>
        <source>Reset this &amp;face</source>
        <translation>&amp;Сбросить это лицо</translation>
    </message>
    <message>
        <source>Save a&amp;nimation of the edit…</source>
        <translation>Сохранить &amp;анимацию правки…</translation>
    </message>
    <message>
        <source>Save edited photo &amp;as…</source>
        <translation>Сохранить фотографию &amp;как…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>Со&amp;хранить</translation>
    </message>
    <message>
        <source>Save this face a&amp;lone…</source>
        <translation>Сохранить это лицо &amp;отдельно…</translation>
    </message>
    <message>
        <source>Sho&amp;w the photo in its folder</source>
        <translation>Показать фото в п&amp;апке</translation>
    </message>
    <message>
        <source>Save pro&amp;ject…</source>
        <translation>Сохранить про&amp;ект…</translation>
    </message>
    <message>
        <source>Save project with the p&amp;hoto in it…</source>
        <translation>Сохранить проект вместе с фотогра&amp;фией…</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Show the &amp;time of a frame</source>
        <translation>Показывать время ка&amp;дра</translation>
    </message>
    <message>
        <source>The edited picture is on the clipboard.</source>
        <translation>Правленый снимок в буфере обмена.</translation>
    </message>
    <message>
        <source>The edit is copied; paste it onto any face, in any photo.</source>
        <translation>Правка скопирована; её можно вставить любому лицу на любом фото.</translation>
    </message>
    <message>
        <source>The same for &amp;all faces</source>
        <translation>То же для &amp;всех лиц</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Крупнее</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>&amp;Мельче</translation>
    </message>
</context>
<context>
    <name>AnimationDialog</name>
    <message>
        <source>Save an animation</source>
        <translation>Сохранить анимацию</translation>
    </message>
    <message>
        <source> s</source>
        <translation> с</translation>
    </message>
    <message>
        <source>{0} pixels high</source>
        <translation>{0} пикс. в высоту</translation>
    </message>
    <message>
        <source>gently</source>
        <translation>плавно</translation>
    </message>
    <message>
        <source>evenly</source>
        <translation>равномерно</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Туда и обратно</translation>
    </message>
    <message>
        <source>Again and again (GIF, WebP)</source>
        <translation>Снова и снова (GIF, WebP)</translation>
    </message>
    <message>
        <source>One way takes</source>
        <translation>Путь туда</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>Кадров в секунду</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>It begins and ends</source>
        <translation>Начало и конец</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Просмотр</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Работаю…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>AnomalyScene</name>
    <message>
        <source>norm of z off that of faces (typicality)</source>
        <translation>норма z далека от нормы лиц (типичность)</translation>
    </message>
    <message>
        <source>error of the reconstruction</source>
        <translation>ошибка восстановления</translation>
    </message>
    <message>
        <source>norm of z</source>
        <translation>норма z</translation>
    </message>
    <message>
        <source>− ELBO</source>
        <translation>− ELBO</translation>
    </message>
    <message>
        <source>− log p(z)</source>
        <translation>− log p(z)</translation>
    </message>
    <message>
        <source>Strange by</source>
        <translation>Мера странности</translation>
    </message>
    <message>
        <source>this face</source>
        <translation>это лицо</translation>
    </message>
    <message>
        <source>upside down</source>
        <translation>вверх ногами</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>в маске</translation>
    </message>
    <message>
        <source>scrambled</source>
        <translation>перемешано</translation>
    </message>
    <message>
        <source>texture</source>
        <translation>текстура</translation>
    </message>
    <message>
        <source>one colour</source>
        <translation>один цвет</translation>
    </message>
    <message>
        <source>stranger than {0} of 100</source>
        <translation>страннее {0} из 100</translation>
    </message>
</context>
<context>
    <name>ArithmeticScene</name>
    <message>
        <source>Attribute a</source>
        <translation>Признак a</translation>
    </message>
    <message>
        <source>How much, α</source>
        <translation>Сколько, α</translation>
    </message>
    <message>
        <source>1 is the whole way from the mean face without to the mean face with it</source>
        <translation>1 — весь путь от среднего лица без признака до среднего лица с ним</translation>
    </message>
</context>
<context>
    <name>AskedBar</name>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Пока ничего не изменено.</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Сбросить всё</translation>
    </message>
    <message>
        <source>Bring the face back to how it was</source>
        <translation>Вернуть лицо к тому, каким оно было</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>закреплено</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Отменить это</translation>
    </message>
    <message>
        <source>Take back {0}</source>
        <translation>Отменить: {0}</translation>
    </message>
</context>
<context>
    <name>AttributeBox</name>
    <message>
        <source>Attribute</source>
        <translation>Признак</translation>
    </message>
</context>
<context>
    <name>AttributeLabel</name>
    <message>
        <source>Seen in the picture: {0} %; before: {1} %</source>
        <translation>Видно на снимке: {0} %; до правки: {1} %</translation>
    </message>
</context>
<context>
    <name>AttributeRow</name>
    <message>
        <source>{0}: drag, or use the arrow keys; double-click brings it to rest</source>
        <translation>{0}: тяните или нажимайте стрелки; двойной щелчок возвращает в покой</translation>
    </message>
    <message>
        <source>Where the line is amber, more than one face in ten no longer looks like the same person.</source>
        <translation>Где линия янтарная, более одного лица из десяти уже не похоже на того же человека.</translation>
    </message>
    <message>
        <source>Amount of {0}</source>
        <translation>Величина: {0}</translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation>Закрепить: {0}</translation>
    </message>
    <message>
        <source>Keep {0} as it is while others move</source>
        <translation>{0}: оставить как есть, пока движутся другие</translation>
    </message>
    <message>
        <source>Bring {0} back to rest</source>
        <translation>Вернуть в покой: {0}</translation>
    </message>
    <message>
        <source>So far it may no longer look like the same person.</source>
        <translation>Здесь человек может стать не похож на себя.</translation>
    </message>
</context>
<context>
    <name>Attributes</name>
    <message>
        <source>Expression</source>
        <translation>Выражение</translation>
    </message>
    <message>
        <source>Eyewear and hats</source>
        <translation>Очки и шляпы</translation>
    </message>
    <message>
        <source>Age and gender</source>
        <translation>Возраст и пол</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>Волосы</translation>
    </message>
    <message>
        <source>Face shape</source>
        <translation>Форма лица</translation>
    </message>
    <message>
        <source>Make-up</source>
        <translation>Макияж</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Фото</translation>
    </message>
    <message>
        <source>Stubble</source>
        <translation>Щетина</translation>
    </message>
    <message>
        <source>Arched eyebrows</source>
        <translation>Изогнутые брови</translation>
    </message>
    <message>
        <source>Attractive</source>
        <translation>Привлекательность</translation>
    </message>
    <message>
        <source>Bags under the eyes</source>
        <translation>Мешки под глазами</translation>
    </message>
    <message>
        <source>Bald</source>
        <translation>Лысина</translation>
    </message>
    <message>
        <source>Bangs</source>
        <translation>Чёлка</translation>
    </message>
    <message>
        <source>Full lips</source>
        <translation>Полные губы</translation>
    </message>
    <message>
        <source>Big nose</source>
        <translation>Крупный нос</translation>
    </message>
    <message>
        <source>Black hair</source>
        <translation>Чёрные волосы</translation>
    </message>
    <message>
        <source>Blond hair</source>
        <translation>Светлые волосы</translation>
    </message>
    <message>
        <source>Blurry</source>
        <translation>Нерезкость</translation>
    </message>
    <message>
        <source>Brown hair</source>
        <translation>Каштановые волосы</translation>
    </message>
    <message>
        <source>Bushy eyebrows</source>
        <translation>Густые брови</translation>
    </message>
    <message>
        <source>Chubby</source>
        <translation>Полнота</translation>
    </message>
    <message>
        <source>Double chin</source>
        <translation>Второй подбородок</translation>
    </message>
    <message>
        <source>Eyeglasses</source>
        <translation>Очки</translation>
    </message>
    <message>
        <source>Goatee</source>
        <translation>Эспаньолка</translation>
    </message>
    <message>
        <source>Grey hair</source>
        <translation>Седые волосы</translation>
    </message>
    <message>
        <source>High cheekbones</source>
        <translation>Высокие скулы</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Мужчина</translation>
    </message>
    <message>
        <source>Open mouth</source>
        <translation>Открытый рот</translation>
    </message>
    <message>
        <source>Mustache</source>
        <translation>Усы</translation>
    </message>
    <message>
        <source>Narrow eyes</source>
        <translation>Узкие глаза</translation>
    </message>
    <message>
        <source>Clean-shaven</source>
        <translation>Без бороды</translation>
    </message>
    <message>
        <source>Oval face</source>
        <translation>Овальное лицо</translation>
    </message>
    <message>
        <source>Pale skin</source>
        <translation>Бледная кожа</translation>
    </message>
    <message>
        <source>Pointy nose</source>
        <translation>Острый нос</translation>
    </message>
    <message>
        <source>Receding hairline</source>
        <translation>Залысины</translation>
    </message>
    <message>
        <source>Rosy cheeks</source>
        <translation>Румянец</translation>
    </message>
    <message>
        <source>Sideburns</source>
        <translation>Бакенбарды</translation>
    </message>
    <message>
        <source>Smiling</source>
        <translation>Улыбка</translation>
    </message>
    <message>
        <source>Straight hair</source>
        <translation>Прямые волосы</translation>
    </message>
    <message>
        <source>Wavy hair</source>
        <translation>Волнистые волосы</translation>
    </message>
    <message>
        <source>Earrings</source>
        <translation>Серьги</translation>
    </message>
    <message>
        <source>Hat</source>
        <translation>Шляпа</translation>
    </message>
    <message>
        <source>Lipstick</source>
        <translation>Помада</translation>
    </message>
    <message>
        <source>Necklace</source>
        <translation>Ожерелье</translation>
    </message>
    <message>
        <source>Necktie</source>
        <translation>Галстук</translation>
    </message>
    <message>
        <source>Young</source>
        <translation>Молодость</translation>
    </message>
</context>
<context>
    <name>AutoEncoderScene</name>
    <message>
        <source>z: drag a bar</source>
        <translation>z: потяните за столбик</translation>
    </message>
    <message>
        <source>The face’s own z</source>
        <translation>Собственный z лица</translation>
    </message>
    <message>
        <source>x, 32 × 32</source>
        <translation>x, 32 × 32</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>декодировано</translation>
    </message>
    <message>
        <source>The 32 numbers of z</source>
        <translation>32 числа z</translation>
    </message>
    <message>
        <source>Drag a bar; or choose one by ← and →, and move it by ↑ and ↓</source>
        <translation>Потяните за столбик; или выберите его клавишами ← и → и двигайте клавишами ↑ и ↓</translation>
    </message>
    <message>
        <source>squared error {0}</source>
        <translation>квадрат ошибки {0}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Put this away</source>
        <translation>Убрать</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>Edit a folder of photos</source>
        <translation>Правка папки фотографий</translation>
    </message>
    <message>
        <source>All faces</source>
        <translation>Все лица</translation>
    </message>
    <message>
        <source>The largest face</source>
        <translation>Самое крупное лицо</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Начать</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>What becomes of each photo is told here.</source>
        <translation>Здесь будет сказано, что стало с каждой фотографией.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>Each photo gets the edit of the chosen face. The photos themselves stay.</source>
        <translation>Каждая фотография получит правку выбранного лица. Сами фотографии не изменятся.</translation>
    </message>
    <message>
        <source>What the brush protects is protected in its own photo alone.</source>
        <translation>То, что защищено кистью, защищено только на своей фотографии.</translation>
    </message>
    <message>
        <source>Photos in</source>
        <translation>Фотографии из</translation>
    </message>
    <message>
        <source>Put into</source>
        <translation>Сохранить в</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Лица</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Обзор…</translation>
    </message>
    <message>
        <source>There is no photo in that folder.</source>
        <translation>В этой папке нет фотографий.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) edited.</source>
        <translation>
            <numerusform>Исправлена %n фотография.</numerusform>
            <numerusform>Исправлены %n фотографии.</numerusform>
            <numerusform>Исправлено %n фотографий.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n photo(s) were left.</source>
        <translation>
            <numerusform>Остановлено; осталась %n фотография.</numerusform>
            <numerusform>Остановлено; остались %n фотографии.</numerusform>
            <numerusform>Остановлено; осталось %n фотографий.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) failed:</source>
        <translation>
            <numerusform>Не удалась %n фотография:</numerusform>
            <numerusform>Не удались %n фотографии:</numerusform>
            <numerusform>Не удалось %n фотографий:</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at these:</source>
        <translation>Посмотрите на эти:</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
</context>
<context>
    <name>BetaScene</name>
    <message>
        <source>How much the divergence counts, β</source>
        <translation>Насколько важно расхождение, β</translation>
    </message>
    <message>
        <source>To the right the clouds of all faces come nearer to N(0, I)</source>
        <translation>Правее облака всех лиц ближе к N(0, I)</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>декодировано</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>E[log p(x|z)]: {0} nats, KL: {1} nats</source>
        <translation>E[log p(x|z)]: {0} нат, KL: {1} нат</translation>
    </message>
</context>
<context>
    <name>BlendingScene</name>
    <message>
        <source>How far, t</source>
        <translation>Доля, t</translation>
    </message>
    <message>
        <source>0 is the one face, 1 the other</source>
        <translation>0 — одно лицо, 1 — другое</translation>
    </message>
    <message>
        <source>Another face</source>
        <translation>Другое лицо</translation>
    </message>
    <message>
        <source>a face</source>
        <translation>лицо</translation>
    </message>
    <message>
        <source>pixels mixed</source>
        <translation>смесь пикселей</translation>
    </message>
    <message>
        <source>latents mixed</source>
        <translation>смесь кодов z</translation>
    </message>
    <message>
        <source>another face</source>
        <translation>другое лицо</translation>
    </message>
</context>
<context>
    <name>BrushBar</name>
    <message>
        <source>Protect</source>
        <translation>Защитить</translation>
    </message>
    <message>
        <source>Paint where my pixels stay (X changes what the brush does)</source>
        <translation>Закрасьте, где остаются мои пиксели (X меняет действие кисти)</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Paint where edits are seen again (X changes what the brush does)</source>
        <translation>Закрасьте, где правка снова видна (X меняет действие кисти)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>Жёсткость</translation>
    </message>
    <message>
        <source>[ and ] make the brush smaller and larger</source>
        <translation>[ и ] делают кисть меньше и больше</translation>
    </message>
    <message>
        <source>To the right what is painted ends sharply, to the left softly</source>
        <translation>Правее — резкий край у нарисованного, левее — мягкий</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
    <message>
        <source>Protect nothing</source>
        <translation>Ничего не защищать</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
</context>
<context>
    <name>BusyMark</name>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Идёт работа…</translation>
    </message>
    <message>
        <source>{0} about {1} %</source>
        <translation>{0} примерно {1} %</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>Фото</translation>
    </message>
</context>
<context>
    <name>CompressionScene</name>
    <message>
        <source>Quality</source>
        <translation>Качество</translation>
    </message>
    <message>
        <source>How finely the latent is rounded: finer costs more bytes</source>
        <translation>Как точно округляется z: точнее — больше байтов</translation>
    </message>
    <message>
        <source>{0}
{1} bytes, {2} dB</source>
        <translation>{0}
{1} Б, {2} дБ</translation>
    </message>
    <message>
        <source>the face
{0} bytes</source>
        <translation>лицо
{0} Б</translation>
    </message>
    <message>
        <source>the latent</source>
        <translation>код z</translation>
    </message>
</context>
<context>
    <name>ConditionalScene</name>
    <message>
        <source>y:</source>
        <translation>y:</translation>
    </message>
    <message>
        <source>The face’s own y</source>
        <translation>Собственные y лица</translation>
    </message>
    <message>
        <source>Draw others</source>
        <translation>Другие</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>its z, its y</source>
        <translation>его z, его y</translation>
    </message>
    <message>
        <source>its noise, this y</source>
        <translation>его шум, эти y</translation>
    </message>
    <message>
        <source>z ~ p(z | y), decoded with y</source>
        <translation>z ~ p(z | y), декодировано с y</translation>
    </message>
    <message>
        <source>Emphasis of the labels</source>
        <translation>Усиление меток</translation>
    </message>
    <message>
        <source>At 1 the model speaks for itself; further on labels are drawn more plainly</source>
        <translation>При 1 модель говорит сама за себя; дальше метки рисуются явственнее</translation>
    </message>
    <message>
        <source>Emphasis: {0}</source>
        <translation>Усиление: {0}</translation>
    </message>
</context>
<context>
    <name>ConditionsForm</name>
    <message>
        <source>any</source>
        <translation>любые</translation>
    </message>
    <message>
        <source>men</source>
        <translation>М</translation>
    </message>
    <message>
        <source>women</source>
        <translation>Ж</translation>
    </message>
    <message>
        <source>with</source>
        <translation>есть</translation>
    </message>
    <message>
        <source>without</source>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>CrashReport</name>
    <message>
        <source>FaceLab met a fault of its own</source>
        <translation>Ошибка в самом FaceLab</translation>
    </message>
    <message>
        <source>Something went wrong that should not have. Your edits are still here.</source>
        <translation>Случилось то, чего не должно было случиться. Ваши правки на месте.</translation>
    </message>
    <message>
        <source>Save your project, and start FaceLab again if it behaves strangely.</source>
        <translation>Сохраните проект и запустите FaceLab заново, если он ведёт себя странно.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Скопировать отчёт</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
</context>
<context>
    <name>CropPreview</name>
    <message>
        <source>The face as the model will see it</source>
        <translation>Лицо, каким его увидит модель</translation>
    </message>
</context>
<context>
    <name>EditPage</name>
    <message>
        <source>Photos</source>
        <translation>Фотографии</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Лица</translation>
    </message>
    <message>
        <source>No face was found in this photo.</source>
        <translation>На этом снимке лицо не найдено.</translation>
    </message>
    <message>
        <source>Place a face</source>
        <translation>Поставить лицо</translation>
    </message>
    <message>
        <source>The search for faces was stopped.</source>
        <translation>Поиск лиц остановлен.</translation>
    </message>
    <message>
        <source>Look for faces</source>
        <translation>Искать лица</translation>
    </message>
</context>
<context>
    <name>ElboScene</name>
    <message>
        <source>The two terms over the width of the cloud</source>
        <translation>Два слагаемых в зависимости от ширины облака</translation>
    </message>
    <message>
        <source>Drag the line: the cloud of the face grows wider or narrower</source>
        <translation>Потяните за линию: облако лица станет шире или уже</translation>
    </message>
    <message>
        <source>nats, over the width</source>
        <translation>наты; по оси ширина</translation>
    </message>
    <message>
        <source>drawn with this width</source>
        <translation>выборка при этой ширине</translation>
    </message>
    <message>
        <source>log p(x | z): {0} nats;  KL: {1} nats;  bound: {2} nats</source>
        <translation>log p(x | z): {0} нат;  KL: {1} нат;  граница: {2} нат</translation>
    </message>
    <message>
        <source>the bound: both</source>
        <translation>граница: оба вместе</translation>
    </message>
</context>
<context>
    <name>FaceMenu</name>
    <message>
        <source>Use as face A</source>
        <translation>Взять как лицо A</translation>
    </message>
    <message>
        <source>Use as face B</source>
        <translation>Взять как лицо B</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Копировать картинку</translation>
    </message>
    <message>
        <source>Save this face…</source>
        <translation>Сохранить это лицо…</translation>
    </message>
    <message>
        <source>Save this face</source>
        <translation>Сохранить лицо</translation>
    </message>
</context>
<context>
    <name>FaceSlot</name>
    <message>
        <source>The face that is edited</source>
        <translation>Лицо, которое правится</translation>
    </message>
    <message>
        <source>From a photo or project…</source>
        <translation>Из фото или проекта…</translation>
    </message>
    <message>
        <source>The next face of this photo</source>
        <translation>Следующее лицо этого фото</translation>
    </message>
    <message>
        <source>A face of nobody</source>
        <translation>Лицо ниоткуда</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>Без лица</translation>
    </message>
    <message>
        <source>Face {0}</source>
        <translation>Лицо {0}</translation>
    </message>
    <message>
        <source>Choose which face goes here</source>
        <translation>Выберите, какое лицо будет здесь</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Открыть фото</translation>
    </message>
    <message>
        <source>Photos and projects ({0})</source>
        <translation>Фото и проекты ({0})</translation>
    </message>
    <message>
        <source>Into slot {0}</source>
        <translation>В ячейку {0}</translation>
    </message>
    <message>
        <source>That is no photo; drop a picture file.</source>
        <translation>Это не фотография; перетащите файл снимка.</translation>
    </message>
    <message>
        <source>Edit this face</source>
        <translation>Править это лицо</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Показать в папке</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
</context>
<context>
    <name>FaceStrip</name>
    <message>
        <source>Face {0}</source>
        <translation>Лицо {0}</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>“{0}” is no number; it stays {1}.</source>
        <translation>«{0}» — не число; остаётся {1}.</translation>
    </message>
    <message>
        <source>It goes from {0} to {1}.</source>
        <translation>Можно от {0} до {1}.</translation>
    </message>
</context>
<context>
    <name>FilmMenu</name>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Показать в папке</translation>
    </message>
    <message>
        <source>Remove from this row</source>
        <translation>Убрать из этого ряда</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>Add to these photos</source>
        <translation>Добавить к этим фото</translation>
    </message>
</context>
<context>
    <name>FirstScreen</name>
    <message>
        <source>Drop a photo here</source>
        <translation>Перетащите сюда фотографию</translation>
    </message>
    <message>
        <source>FaceLab finds the faces and gives you sliders. Nothing leaves this machine.</source>
        <translation>FaceLab найдёт лица и даст ползунки. Ничто не покинет этот компьютер.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Открыть…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Sample photo</source>
        <translation>Пример</translation>
    </message>
    <message>
        <source>Random face</source>
        <translation>Случайное лицо</translation>
    </message>
    <message>
        <source>A drawn face</source>
        <translation>Нарисованное лицо</translation>
    </message>
    <message>
        <source>The same, smiling</source>
        <translation>Оно же с улыбкой</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>Недавние фото</translation>
    </message>
    <message>
        <source>Photos that were open last</source>
        <translation>Недавно открытые фото</translation>
    </message>
</context>
<context>
    <name>Folding</name>
    <message>
        <source>Escape brings everything back.</source>
        <translation>Escape вернёт всё на место.</translation>
    </message>
</context>
<context>
    <name>FrameTime</name>
    <message>
        <source>Frame: {0} ms</source>
        <translation>Кадр: {0} мс</translation>
    </message>
</context>
<context>
    <name>GeneratePage</name>
    <message>
        <source>First seed</source>
        <translation>Первое зерно</translation>
    </message>
    <message>
        <source>Alike to wild</source>
        <translation>Разброс</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Other faces</source>
        <translation>Другие лица</translation>
    </message>
    <message>
        <source>Save sheet…</source>
        <translation>Сохранить лист…</translation>
    </message>
    <message>
        <source>Puts the first of such faces onto one picture, in so many rows and columns</source>
        <translation>Помещает первые из таких лиц на одну картинку, во столько строк и столбцов</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Строк</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцов</translation>
    </message>
    <message>
        <source>Edit this face</source>
        <translation>Править это лицо</translation>
    </message>
    <message>
        <source>Only such faces:</source>
        <translation>Только такие лица:</translation>
    </message>
    <message>
        <source>Faces of nobody</source>
        <translation>Лица ниоткуда</translation>
    </message>
    <message>
        <source>Click a face, or press Enter, to edit it; scroll for more</source>
        <translation>Щелчок по лицу или Enter открывает его; прокрутите, чтобы увидеть ещё</translation>
    </message>
    <message>
        <source>Drawing faces…</source>
        <translation>Рисуем лица…</translation>
    </message>
    <message>
        <source>To the left faces are much alike, to the right of all kinds</source>
        <translation>Левее — лица очень похожи, правее — самые разные</translation>
    </message>
    <message>
        <source>How large the faces are shown</source>
        <translation>Насколько крупно показаны лица</translation>
    </message>
    <message>
        <source>Save the sheet</source>
        <translation>Сохранить лист</translation>
    </message>
    <message>
        <source>Copy its word ({0})</source>
        <translation>Копировать обозначение ({0})</translation>
    </message>
</context>
<context>
    <name>GenerationScene</name>
    <message>
        <source>The small VAE: 32 numbers, 32 × 32 pixels, z ~ N(0, I)</source>
        <translation>Маленький VAE: 32 числа, 32 × 32 пикселя, z ~ N(0, I)</translation>
    </message>
    <message>
        <source>FaceLab’s decoder, z of the Gaussian nearest to all faces</source>
        <translation>Декодер FaceLab, z из гауссианы, ближайшей ко всем лицам</translation>
    </message>
    <message>
        <source>FaceLab’s decoder, z of its learned prior</source>
        <translation>Декодер FaceLab, z из выученного априорного распределения</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Шум</translation>
    </message>
    <message>
        <source>At the left all are the mean face; beyond the middle they are wilder than faces</source>
        <translation>Слева все равны среднему лицу; за отметкой 1 они необычнее настоящих лиц</translation>
    </message>
    <message>
        <source>Draw others</source>
        <translation>Другие</translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>Amounts of one attribute</source>
        <translation>Степени одного признака</translation>
    </message>
    <message>
        <source>Two attributes</source>
        <translation>Два признака</translation>
    </message>
    <message>
        <source>Many attributes</source>
        <translation>Много признаков</translation>
    </message>
    <message>
        <source>Faces of nobody</source>
        <translation>Лица ниоткуда</translation>
    </message>
    <message>
        <source>Photos and reconstructions</source>
        <translation>Фото и реконструкции</translation>
    </message>
    <message>
        <source>Four faces in the corners</source>
        <translation>Четыре лица по углам</translation>
    </message>
    <message>
        <source>On the sheet</source>
        <translation>На листе</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Признак</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>По горизонтали</translation>
    </message>
    <message>
        <source>From</source>
        <translation>От</translation>
    </message>
    <message>
        <source>To</source>
        <translation>До</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Шагов</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Строк</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцов</translation>
    </message>
    <message>
        <source>First seed</source>
        <translation>Первое зерно</translation>
    </message>
    <message>
        <source>Pixels of a picture</source>
        <translation>Пикселей в картинке</translation>
    </message>
    <message>
        <source>Pixels between</source>
        <translation>Пикселей между ними</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Заголовок</translation>
    </message>
    <message>
        <source>Names of the faces</source>
        <translation>Имена</translation>
    </message>
    <message>
        <source>Attributes, in their order</source>
        <translation>Признаки по порядку</translation>
    </message>
    <message>
        <source>Ann, Ben</source>
        <translation>Анна, Иван</translation>
    </message>
    <message>
        <source>What the captions call the faces, with commas between</source>
        <translation>Как подписать лица, через запятую</translation>
    </message>
    <message>
        <source>Tick those that are wanted; drag them, or press Alt+Up and Alt+Down, to order them</source>
        <translation>Отметьте нужные; порядок меняется мышью или Alt+Вверх и Alt+Вниз</translation>
    </message>
    <message>
        <source>Dark ground</source>
        <translation>Тёмный фон</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Подписи</translation>
    </message>
    <message>
        <source>Table of latents beside it (CSV)</source>
        <translation>Таблица латентов (CSV)</translation>
    </message>
    <message>
        <source>Save sheet…</source>
        <translation>Сохранить лист…</translation>
    </message>
    <message>
        <source>The sheet</source>
        <translation>Лист</translation>
    </message>
    <message>
        <source>Choose four faces above, one for each corner.</source>
        <translation>Выберите вверху четыре лица, по одному на угол.</translation>
    </message>
    <message>
        <source>Choose a face above, or faces of nobody.</source>
        <translation>Выберите лицо сверху или лица ниоткуда.</translation>
    </message>
    <message>
        <source>Save the sheet</source>
        <translation>Сохранить лист</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Photo and sliders</source>
        <translation>Фотография и ползунки</translation>
    </message>
    <message>
        <source>Choose a face</source>
        <translation>Выбрать лицо</translation>
    </message>
    <message>
        <source>click, or Tab</source>
        <translation>щелчок или Tab</translation>
    </message>
    <message>
        <source>See the photo as it was</source>
        <translation>Увидеть исходную фотографию</translation>
    </message>
    <message>
        <source>hold B</source>
        <translation>держать B</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Масштаб</translation>
    </message>
    <message>
        <source>wheel, or pinch</source>
        <translation>колесо или щипок</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>Сдвинуть фотографию</translation>
    </message>
    <message>
        <source>drag; with the brush in hand: space and drag</source>
        <translation>тянуть; с кистью в руке — пробел и тянуть</translation>
    </message>
    <message>
        <source>Nearer, and all of the photo again</source>
        <translation>Ближе и снова всё фото</translation>
    </message>
    <message>
        <source>double-click</source>
        <translation>двойной щелчок</translation>
    </message>
    <message>
        <source>Edit, Morph, Grid, Generate, Learn</source>
        <translation>Правка, Переход, Сетка, Создание, Учиться</translation>
    </message>
    <message>
        <source>Alt+1 to Alt+5</source>
        <translation>от Alt+1 до Alt+5</translation>
    </message>
    <message>
        <source>Move a slider</source>
        <translation>Сдвинуть ползунок</translation>
    </message>
    <message>
        <source>drag, or arrow keys; Page Up and Down for more</source>
        <translation>тянуть или стрелки; Page Up и Down — крупнее</translation>
    </message>
    <message>
        <source>Bring a slider to rest</source>
        <translation>Вернуть ползунок в покой</translation>
    </message>
    <message>
        <source>double-click, Delete or 0</source>
        <translation>двойной щелчок, Delete или 0</translation>
    </message>
    <message>
        <source>Move one of five points</source>
        <translation>Сдвинуть одну из пяти точек</translation>
    </message>
    <message>
        <source>1 to 5, then arrow keys; Shift for more</source>
        <translation>1–5, затем стрелки; Shift — крупнее</translation>
    </message>
    <message>
        <source>Brush: size, the other thing, a dab</source>
        <translation>Кисть: размер, другое действие, мазок</translation>
    </message>
    <message>
        <source>[ and ], X, Enter</source>
        <translation>[ и ], X, Enter</translation>
    </message>
    <message>
        <source>Leave the points</source>
        <translation>Закончить с точками</translation>
    </message>
    <message>
        <source>Enter or Escape</source>
        <translation>Enter или Escape</translation>
    </message>
    <message>
        <source>Edits the faces in your own photos, on your own machine. No photo leaves it.</source>
        <translation>Правит лица на ваших фотографиях, на вашем компьютере. Ни одна фотография его не покидает.</translation>
    </message>
    <message>
        <source>The shipped model was trained on CelebA, which is for non-commercial research.</source>
        <translation>Поставляемая модель обучена на CelebA, а она — для некоммерческих исследований.</translation>
    </message>
    <message>
        <source>Its attributes are what annotators saw in pictures, not what anyone is.</source>
        <translation>Признаки — это то, что разметчики видели на снимках, а не то, каков человек.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Как при открытии</translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation>Закрыть историю</translation>
    </message>
    <message>
        <source>Put it into a window of its own</source>
        <translation>Вынести в отдельное окно</translation>
    </message>
</context>
<context>
    <name>InterpolatePage</name>
    <message>
        <source>Way</source>
        <translation>Путь</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>How far from the first face to the last</source>
        <translation>Насколько далеко от первого лица к последнему</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>Прямой</translation>
    </message>
    <message>
        <source>Turning</source>
        <translation>По дуге</translation>
    </message>
    <message>
        <source>Straight is the lecture&apos;s; turning keeps to where faces are</source>
        <translation>Прямой — как в лекции; по дуге путь держится там, где бывают лица</translation>
    </message>
    <message>
        <source>All of the face</source>
        <translation>Всё лицо</translation>
    </message>
    <message>
        <source>In the first face&apos;s photo</source>
        <translation>На фото первого лица</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Сохранить картинку…</translation>
    </message>
    <message>
        <source>Save strip…</source>
        <translation>Сохранить полосу…</translation>
    </message>
    <message>
        <source>Save animation…</source>
        <translation>Сохранить анимацию…</translation>
    </message>
    <message>
        <source>The face between</source>
        <translation>Промежуточное лицо</translation>
    </message>
    <message>
        <source>Choose two faces above; the slider morphs one into the other.</source>
        <translation>Выберите два лица сверху; ползунок превращает одно в другое.</translation>
    </message>
    <message>
        <source>The other head looks the other way; in the photo it is mirrored.</source>
        <translation>Другая голова повёрнута в другую сторону; на фотографии она отражена.</translation>
    </message>
    <message>
        <source>These heads look in different directions: past half way, marks stay in the photo.</source>
        <translation>Головы повёрнуты по-разному: после середины пути на фото остаются следы.</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Сохранить картинку</translation>
    </message>
    <message>
        <source>Save the strip</source>
        <translation>Сохранить полосу</translation>
    </message>
    <message>
        <source>Save the animation</source>
        <translation>Сохранить анимацию</translation>
    </message>
</context>
<context>
    <name>LandmarkTool</name>
    <message>
        <source>Faces are still being looked for; wait for it, or stop it.</source>
        <translation>Поиск лиц ещё идёт: подождите или остановите его.</translation>
    </message>
    <message>
        <source>Drag the points to eyes, nose and mouth corners, then press Enter; Escape takes it back.</source>
        <translation>Перетащите точки на глаза, нос и уголки рта и нажмите Enter; Escape отменяет.</translation>
    </message>
</context>
<context>
    <name>LatentSpaceScene</name>
    <message>
        <source>decoded: what lies under the cross</source>
        <translation>декодировано то, что под крестом</translation>
    </message>
</context>
<context>
    <name>Learn</name>
    <message>
        <source>Anomalies</source>
        <translation>Аномалии</translation>
    </message>
    <message>
        <source>What the model finds unlikely should not be a face. But beware: a picture of one colour is easy to draw, and the likelihood praises it. In many dimensions all faces lie on a shell, and what is nearer to the middle is as strange as what is farther out. Choose a score, and see which of them works.</source>
        <translation>То, что модель считает неправдоподобным, не должно быть лицом. Но осторожно: одноцветную картинку нарисовать легко, и правдоподобие её хвалит. В пространстве многих измерений все лица лежат на оболочке, и то, что ближе к середине, так же странно, как то, что дальше. Выберите меру и посмотрите, какая из них работает.</translation>
    </message>
    <message>
        <source>t, the typicality, is how far the length of z is off m, the median of that length over faces</source>
        <translation>t, типичность, — это насколько длина z отличается от m, медианы этой длины по лицам</translation>
    </message>
    <message>
        <source>Arithmetic with attributes</source>
        <translation>Арифметика признаков</translation>
    </message>
    <message>
        <source>Take the mean latent of all faces that smile, less that of all that do not: what is left is a direction, the smile. Add it to a face, and the face smiles; take it away, and it turns serious. Watch what else changes: those who wear glasses are older on average.</source>
        <translation>Возьмите средний код всех лиц с улыбкой и вычтите средний код всех лиц без неё: останется направление, сама улыбка. Прибавьте его к лицу, и лицо улыбнётся; отнимите, и оно станет серьёзным. Следите, что меняется ещё: те, кто носит очки, в среднем старше.</translation>
    </message>
    <message>
        <source>z alpha is z plus alpha times v; v is the mean of z with a, less the mean of z without a</source>
        <translation>z альфа равно z плюс альфа, умноженное на v; v — среднее z с признаком a минус среднее z без него</translation>
    </message>
    <message>
        <source>The autoencoder</source>
        <translation>Автокодировщик</translation>
    </message>
    <message>
        <source>An encoder e squeezes the picture into 32 numbers; a decoder d draws it again from them. Both are trained for one thing: to lose as little as possible. What the bars cannot say, the decoder cannot draw. Drag one and see what it has learned to mean.</source>
        <translation>Кодировщик e сжимает картинку до 32 чисел, декодер d снова рисует её по ним. Оба обучены одному: терять как можно меньше. Чего не могут сказать столбики, того декодер не нарисует. Потяните за один из них и посмотрите, что он научился значить.</translation>
    </message>
    <message>
        <source>z is e of x, x hat is d of z, the squared length of x minus x hat shall be as small as possible</source>
        <translation>z равно e от x, x с крышкой равно d от z; квадрат длины их разности x минус x с крышкой должен быть как можно меньше</translation>
    </message>
    <message>
        <source>What a latent is for</source>
        <translation>Зачем нужен скрытый код</translation>
    </message>
    <message>
        <source>A picture of a face is 49,152 numbers, but almost no list of 49,152 numbers is a face. Mix the pixels of two faces and you get a ghost. An autoencoder finds a short list of numbers, the latent z, that says which face it is. Mix those, and there is a face all the way.</source>
        <translation>Картинка лица — это 49 152 числа, но почти никакой набор из 49 152 чисел не лицо. Смешайте пиксели двух лиц, и выйдет призрак. Автокодировщик находит короткий набор чисел, скрытый код z, который говорит, что это за лицо. Смешайте коды, и на всём пути будет лицо.</translation>
    </message>
    <message>
        <source>z at t is one minus t times the first z, plus t times the second z</source>
        <translation>z при t равно один минус t, умноженное на первый z, плюс t, умноженное на второй z</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Сжатие</translation>
    </message>
    <message>
        <source>Round the numbers of z, write frequent ones with few bits and rare ones with many, and a face is a few hundred bytes. What all faces share is in the decoder and need not be sent. Picture formats know nothing of faces, and with so few bytes it shows.</source>
        <translation>Округлите числа z, записывайте частые немногими битами, а редкие многими, и лицо займёт несколько сотен байтов. То, что у всех лиц общее, есть в декодере, и посылать это не нужно. Форматы картинок ничего не знают о лицах, и при стольких байтах это видно.</translation>
    </message>
    <message>
        <source>B, the bits, are about minus the sum of the binary logarithms of the probabilities of the rounded z</source>
        <translation>B, число битов, — примерно столько, сколько минус сумма двоичных логарифмов вероятностей округлённых z</translation>
    </message>
    <message>
        <source>The conditional VAE</source>
        <translation>Условный VAE</translation>
    </message>
    <message>
        <source>Tell encoder, prior and decoder what is known, the labels y, and z need only hold what y does not say. So faces with chosen labels can be drawn, and a face can keep its noise while its labels change. Tick one and see both: what is not in the list comes along as it does on faces that are so. By itself, at an emphasis of 1, the model obeys faintly: the mean of all rims is hardly a rim. More of it goes further away from what is drawn where nobody knows these labels.</source>
        <translation>Сообщите кодировщику, априорному распределению и декодеру то, что известно, метки y, и в z останется лишь то, чего y не говорит. Так можно рисовать лица с выбранными метками, а лицо может сохранить свой шум, пока метки меняются. Отметьте одну и посмотрите на то и другое: чего нет в списке, то меняется вместе с ней, как у настоящих лиц. Сама по себе, при усилении 1, модель слушается слабо: среднее всех оправ уже едва ли оправа. Чем больше усиление, тем дальше рисунок уходит от того, что получается, когда этих меток никто не знает.</translation>
    </message>
    <message>
        <source>the logarithm of p of x given y is at least the expected logarithm of p of x given z and y, less the divergence of q of z given x and y from p of z given y</source>
        <translation>логарифм p от x при данном y не меньше ожидания логарифма p от x при данных z и y минус расхождение q от z при данных x и y с p от z при данном y</translation>
    </message>
    <message>
        <source>The ELBO and its two terms</source>
        <translation>ELBO и два его слагаемых</translation>
    </message>
    <message>
        <source>How likely is a picture to the model? The integral over all z cannot be computed, but a lower bound can, and training raises it. The first term asks that z decodes to the picture: it wants a narrow cloud. The second charges for any cloud unlike p(z): it wants a wide one. The encoder’s σ is where their sum is highest.</source>
        <translation>Насколько картинка правдоподобна для модели? Интеграл по всем z не вычислить, но можно вычислить нижнюю границу, и обучение её поднимает. Первое слагаемое требует, чтобы z декодировался в картинку: ему нужно узкое облако. Второе берёт плату за всякое облако, непохожее на p(z): ему нужно широкое. σ кодировщика там, где их сумма наибольшая.</translation>
    </message>
    <message>
        <source>the logarithm of p of x is at least the expected logarithm of p of x given z, less the divergence of q of z given x from p of z</source>
        <translation>логарифм p от x не меньше ожидания логарифма p от x при данном z минус расхождение q от z при данном x с p от z</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Генерация</translation>
    </message>
    <message>
        <source>Now faces of nobody can be drawn: take z at random and decode it. The better p(z) fits where faces really lie, the better they are. One Gaussian comes close; a prior that is learned, a flow, comes closer.</source>
        <translation>Теперь можно рисовать лица, которых нет ни у кого: взять z наугад и декодировать. Чем точнее p(z) описывает, где лежат настоящие лица, тем они лучше. Одна гауссиана близка к этому; выученное распределение, нормализующий поток, ещё ближе.</translation>
    </message>
    <message>
        <source>z is drawn from p of z, x hat is d of z</source>
        <translation>z выбирается из p от z, x с крышкой равно d от z</translation>
    </message>
    <message>
        <source>The latent space</source>
        <translation>Скрытое пространство</translation>
    </message>
    <message>
        <source>With two numbers, the latent space is a plane. Every dot is a face that the autoencoder has never seen; the ring is yours. Any place can be decoded, and neighbours look alike. But nothing has told the autoencoder where faces should lie, or that there be a face between them.</source>
        <translation>С двумя числами скрытое пространство — плоскость. Каждая точка — лицо, которого автокодировщик никогда не видел; кольцо — ваше. Декодировать можно любое место, и соседи похожи. Но ничто не сказало автокодировщику, где лицам лежать и что между ними тоже должно быть лицо.</translation>
    </message>
    <message>
        <source>z, a pair of z one and z two, is e of x; x hat is d of z</source>
        <translation>z, пара z один и z два, равно e от x; x с крышкой равно d от z</translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation>Правдоподобие</translation>
    </message>
    <message>
        <source>How probable is this picture? With K draws instead of one, the bound comes nearer to log p(x); on average it never falls with K. Fewer bits mean that the model finds the picture more usual: a face on its head costs more.</source>
        <translation>Насколько вероятна эта картинка? С выборкой из K кодов вместо одного граница подходит ближе к log p(x); в среднем с ростом K она не падает. Чем меньше битов, тем обычнее картинка для модели: лицо вверх ногами стоит дороже.</translation>
    </message>
    <message>
        <source>the logarithm of p of x is at least L K, the expected logarithm of the mean of K weights; a weight is p of x given z times p of z, over q of z given x</source>
        <translation>логарифм p от x не меньше L K, ожидания логарифма среднего из K весов; вес — это p от x при данном z, умноженное на p от z и делённое на q от z при данном x</translation>
    </message>
    <message>
        <source>The variational autoencoder</source>
        <translation>Вариационный автокодировщик</translation>
    </message>
    <message>
        <source>Now the encoder gives not a point but a small cloud: a Gaussian of mean μ and width σ, from which z is drawn. The whole cloud must decode to the face, so neighbours agree; and every cloud is pulled towards the standard normal p(z), the circles. So the space is filled, and one knows where to draw.</source>
        <translation>Теперь кодировщик даёт не точку, а маленькое облако: гауссиану со средним μ и шириной σ, из которой выбирается z. Всё облако должно декодироваться в это лицо, поэтому соседи согласны; и каждое облако притягивается к стандартному нормальному p(z), к окружностям. Так пространство заполнено, и известно, откуда выбирать.</translation>
    </message>
    <message>
        <source>q of z given x is normal with mean mu of x and variance sigma squared of x; p of z is standard normal</source>
        <translation>q от z при данном x нормально со средним мю от x и дисперсией сигма квадрат от x; p от z — стандартное нормальное</translation>
    </message>
    <message>
        <source>Reparameterisation</source>
        <translation>Репараметризация</translation>
    </message>
    <message>
        <source>To train the encoder, the gradient of the loss must reach μ and σ. But no gradient flows through a random draw. So the chance is moved aside: ε is noise that depends on nothing, and z is computed from μ, σ and ε. Drag μ or σ, draw ε again, and see what flows back.</source>
        <translation>Чтобы обучить кодировщик, градиент функции потерь должен дойти до μ и σ. Но через случайный выбор градиент не идёт. Поэтому случайность вынесена в сторону: ε — шум, который ни от чего не зависит, а z вычисляется из μ, σ и ε. Потяните за μ или σ, возьмите новый ε и посмотрите, что приходит назад.</translation>
    </message>
    <message>
        <source>z is mu plus sigma times epsilon, epsilon standard normal; the derivative of z by mu is one, that by sigma is epsilon</source>
        <translation>z равно мю плюс сигма, умноженное на эпсилон, эпсилон стандартное нормальное; производная z по мю равна единице, по сигме — эпсилон</translation>
    </message>
    <message>
        <source>Three spaces: why both terms</source>
        <translation>Три пространства</translation>
    </message>
    <message>
        <source>The same network, trained three times. By the first term alone it draws well, but its points lie where they like, and N(0, I), the rings, hits places where no face is. By the second alone all faces lie in one heap and z says nothing. By both, what is drawn at random is a face, or nearly one.</source>
        <translation>Одна и та же сеть, обученная трижды. По одному первому слагаемому она рисует хорошо, но точки лежат где попало, и N(0, I), кольца, попадает туда, где лиц нет. По одному второму все лица лежат в одной куче, и z ничего не говорит. По обоим то, что взято наугад, — лицо или почти лицо.</translation>
    </message>
    <message>
        <source>β: how much the divergence counts</source>
        <translation>β: насколько важно расхождение</translation>
    </message>
    <message>
        <source>Let the second term count β times (a β-VAE). Near 0 clouds are points, and faces lie where they like; the larger β, the wider the cloud of a face, until its picture is lost in the clouds of others and what comes back is the mean face. Rings are draws from N(0, I); 1 is the VAE.</source>
        <translation>Пусть второе слагаемое входит с весом β (β-VAE). Вблизи 0 облака стягиваются в точки, и лица лежат где им угодно; чем больше β, тем шире облако лица, пока его картинка не потеряется в облаках других и не вернётся среднее лицо. Кольца — выборка из N(0, I); 1 — это VAE.</translation>
    </message>
    <message>
        <source>the expected logarithm of p of x given z, less beta times the divergence of q of z given x from p of z</source>
        <translation>ожидание логарифма p от x при данном z минус бета, умноженная на расхождение q от z при данном x с p от z</translation>
    </message>
</context>
<context>
    <name>LearnPage</name>
    <message>
        <source>Lessons</source>
        <translation>Уроки</translation>
    </message>
    <message>
        <source>The face looked at:</source>
        <translation>Лицо для уроков:</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Сохранить картинку…</translation>
    </message>
    <message>
        <source>Saves what the lesson shows as a picture</source>
        <translation>Сохраняет то, что показывает урок, как картинку</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} из {1}</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Сохранить картинку</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>with</source>
        <translation>есть</translation>
    </message>
    <message>
        <source>without</source>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>LikelihoodScene</name>
    <message>
        <source>The bound over the number of draws</source>
        <translation>Граница в зависимости от размера выборки</translation>
    </message>
    <message>
        <source>Drag the line to another number of draws</source>
        <translation>Потяните за линию к другому размеру выборки</translation>
    </message>
    <message>
        <source>nats, over K</source>
        <translation>наты; по оси K</translation>
    </message>
    <message>
        <source>Draw others</source>
        <translation>Другие</translation>
    </message>
    <message>
        <source>K = {0}: log p(x) ≥ {1} ± {2} nats</source>
        <translation>K = {0}: log p(x) ≥ {1} ± {2} нат</translation>
    </message>
    <message>
        <source>{0} bits
per dimension</source>
        <translation>{0} бит
на измерение</translation>
    </message>
    <message>
        <source>this face</source>
        <translation>это лицо</translation>
    </message>
    <message>
        <source>on its head</source>
        <translation>вверх ногами</translation>
    </message>
    <message>
        <source>bound, with its error</source>
        <translation>граница и её погрешность</translation>
    </message>
</context>
<context>
    <name>LooksBar</name>
    <message>
        <source>Looks</source>
        <translation>Образы</translation>
    </message>
    <message>
        <source>A click adds a look, another takes it back</source>
        <translation>Щелчок добавляет образ, ещё один убирает</translation>
    </message>
    <message>
        <source>How much of the look that was added last; 100 % is as in its picture</source>
        <translation>Сколько от добавленного последним образа; 100 % — как на его картинке</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Насколько</translation>
    </message>
    <message>
        <source>How much of the look</source>
        <translation>Насколько силён образ</translation>
    </message>
    <message>
        <source>{0}: it is so already</source>
        <translation>{0}: так уже есть</translation>
    </message>
</context>
<context>
    <name>MeterBar</name>
    <message>
        <source>Same person</source>
        <translation>Тот же человек</translation>
    </message>
    <message>
        <source>How far it still looks like the same person</source>
        <translation>Насколько это всё ещё похоже на того же человека</translation>
    </message>
    <message>
        <source>Two photos of one person come to some {0}, two people to {1}. It is an estimate, not proof.</source>
        <translation>Две фотографии одного человека дают около {0}, двух разных людей — {1}. Это оценка, а не доказательство.</translation>
    </message>
    <message>
        <source>Changed too:</source>
        <translation>Изменилось и это:</translation>
    </message>
    <message>
        <source>What else changes is named here.</source>
        <translation>Здесь будет названо, что ещё изменилось.</translation>
    </message>
    <message>
        <source>{0}: {1} before, {2} now.</source>
        <translation>{0}: было {1}, стало {2}.</translation>
    </message>
    <message>
        <source>Click to keep it as it was</source>
        <translation>Щёлкните, чтобы оставить как было</translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation>Закрепить: {0}</translation>
    </message>
</context>
<context>
    <name>MethodOptions</name>
    <message>
        <source>Method</source>
        <translation>Способ</translation>
    </message>
    <message>
        <source>Keep my pixels</source>
        <translation>Мои пиксели</translation>
    </message>
    <message>
        <source>Others equal</source>
        <translation>Прочее неизменно</translation>
    </message>
    <message>
        <source>Plain average</source>
        <translation>Простое среднее</translation>
    </message>
    <message>
        <source>Others equal: an attribute moves alone. Plain average: what usually goes with it moves too.</source>
        <translation>Прочее неизменно: признак движется один. Простое среднее: движется и то, что ему обычно сопутствует.</translation>
    </message>
    <message>
        <source>To the right the photo&apos;s own pixels stay; to the left the model draws the face</source>
        <translation>Правее — остаются пиксели фотографии; левее — лицо рисует модель</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>Photos and projects ({0})</source>
        <translation>Фото и проекты ({0})</translation>
    </message>
    <message>
        <source>{0} was changed since the project was saved.</source>
        <translation>{0} изменился с тех пор, как сохранён проект.</translation>
    </message>
    <message>
        <source>Use it as it is now</source>
        <translation>Взять как есть</translation>
    </message>
    <message>
        <source>The photo of {0} is not where it was.</source>
        <translation>Фотографии проекта {0} нет на прежнем месте.</translation>
    </message>
    <message>
        <source>Choose another photo…</source>
        <translation>Выбрать другую…</translation>
    </message>
    <message>
        <source>The photo of {0}</source>
        <translation>Фотография проекта {0}</translation>
    </message>
    <message>
        <source>Photos ({0})</source>
        <translation>Фотографии ({0})</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Вставленный снимок</translation>
    </message>
    <message>
        <source>That is a web address; save the picture first, then drop the file.</source>
        <translation>Это адрес в сети; сначала сохраните снимок, затем перетащите файл.</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Открыть фотографии</translation>
    </message>
    <message>
        <source>That is no photo; drop a picture file.</source>
        <translation>Это не фотография; перетащите файл снимка.</translation>
    </message>
    <message numerus="yes">
        <source>Edit %n photo(s) like this face</source>
        <translation>
            <numerusform>Править %n фотографию как это лицо</numerusform>
            <numerusform>Править %n фотографии как это лицо</numerusform>
            <numerusform>Править %n фотографий как это лицо</numerusform>
        </translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>Открыть {0}</translation>
    </message>
    <message>
        <source>Open the picture</source>
        <translation>Открыть картинку</translation>
    </message>
    <message>
        <source>This is no photo</source>
        <translation>Это не фото</translation>
    </message>
    <message numerus="yes">
        <source>Open %n photo(s)</source>
        <translation>
            <numerusform>Открыть %n фотографию</numerusform>
            <numerusform>Открыть %n фотографии</numerusform>
            <numerusform>Открыть %n фотографий</numerusform>
        </translation>
    </message>
    <message>
        <source>This picture is no file.</source>
        <translation>У этой картинки нет файла.</translation>
    </message>
    <message>
        <source>There is no photo in {0}.</source>
        <translation>В папке {0} нет фотографий.</translation>
    </message>
    <message>
        <source>There is no further photo.</source>
        <translation>Больше фотографий нет.</translation>
    </message>
    <message>
        <source>FaceLab ended unexpectedly while a photo was being edited.</source>
        <translation>FaceLab неожиданно завершился во время правки фотографии.</translation>
    </message>
    <message>
        <source>Go on where you were?</source>
        <translation>Продолжить с того же места?</translation>
    </message>
    <message>
        <source>Recover the edits</source>
        <translation>Восстановить правки</translation>
    </message>
    <message>
        <source>Throw them away</source>
        <translation>Отбросить правки</translation>
    </message>
    <message>
        <source>Ask me later</source>
        <translation>Спросить позже</translation>
    </message>
    <message>
        <source>Open other weights</source>
        <translation>Открыть другие веса</translation>
    </message>
    <message>
        <source>Checkpoints ({0})</source>
        <translation>Веса ({0})</translation>
    </message>
    <message>
        <source>The edits of {0} are not saved.</source>
        <translation>Правки {0} не сохранены.</translation>
    </message>
    <message>
        <source>Save them first?</source>
        <translation>Сначала сохранить их?</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>Не сохранять</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Copy picture</source>
        <translation>Копировать картинку</translation>
    </message>
</context>
<context>
    <name>PhotoSession</name>
    <message>
        <source>Face {0}</source>
        <translation>Лицо {0}</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Before</source>
        <translation>До</translation>
    </message>
    <message>
        <source>After</source>
        <translation>После</translation>
    </message>
</context>
<context>
    <name>PlaneScene</name>
    <message>
        <source>Colour</source>
        <translation>Цвет</translation>
    </message>
    <message>
        <source>Plane of the latents of faces</source>
        <translation>Плоскость кодов лиц</translation>
    </message>
    <message>
        <source>Move the pointer, or the arrows: what lies there is decoded</source>
        <translation>Двигайте указатель или стрелки: декодируется то, что там лежит</translation>
    </message>
</context>
<context>
    <name>PosteriorScene</name>
    <message>
        <source>under the cross</source>
        <translation>под крестом</translation>
    </message>
    <message>
        <source>drawn from the face’s cloud</source>
        <translation>выборка из облака лица</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>Ещё раз</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>A smile</source>
        <translation>Улыбка</translation>
    </message>
    <message>
        <source>Serious</source>
        <translation>Серьёзно</translation>
    </message>
    <message>
        <source>Younger</source>
        <translation>Моложе</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Старше</translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation>Очки</translation>
    </message>
    <message>
        <source>No glasses</source>
        <translation>Без очков</translation>
    </message>
    <message>
        <source>Blond</source>
        <translation>Блонд</translation>
    </message>
    <message>
        <source>Dark hair</source>
        <translation>Тёмные волосы</translation>
    </message>
    <message>
        <source>Grey hair</source>
        <translation>Седина</translation>
    </message>
    <message>
        <source>A fringe</source>
        <translation>Чёлка</translation>
    </message>
    <message>
        <source>Moustache</source>
        <translation>Усы</translation>
    </message>
    <message>
        <source>Evening make-up</source>
        <translation>Вечерний макияж</translation>
    </message>
</context>
<context>
    <name>PresetsMenu</name>
    <message>
        <source>&amp;Keep this edit as a preset…</source>
        <translation>&amp;Запомнить правку как заготовку…</translation>
    </message>
    <message>
        <source>Keep as a preset</source>
        <translation>Запомнить как заготовку</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>Страницы</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Правка</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>Переход</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Учиться</translation>
    </message>
    <message>
        <source>Change the faces of a photo</source>
        <translation>Изменить лица на фотографии</translation>
    </message>
    <message>
        <source>Turn one face into another</source>
        <translation>Превратить одно лицо в другое</translation>
    </message>
    <message>
        <source>Put many versions of a face onto one sheet</source>
        <translation>Собрать много вариантов лица на одном листе</translation>
    </message>
    <message>
        <source>Draw faces of nobody, such as you want</source>
        <translation>Нарисовать лица несуществующих людей, какие нужны</translation>
    </message>
    <message>
        <source>See how it works, and try it: a lecture</source>
        <translation>Узнать, как это устроено, и попробовать: лекция</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Сетка</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Создание</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>None yet</source>
        <translation>Пока нет</translation>
    </message>
</context>
<context>
    <name>ReparameterisationScene</name>
    <message>
        <source>Draw ε again</source>
        <translation>Новый ε</translation>
    </message>
    <message>
        <source>Again and again</source>
        <translation>Снова и снова</translation>
    </message>
    <message>
        <source>Draw z directly</source>
        <translation>Выбрать z напрямую</translation>
    </message>
    <message>
        <source>As from an urn: nothing says how z would change with μ and σ</source>
        <translation>Как из урны: ничто не говорит, как z изменился бы с μ и σ</translation>
    </message>
    <message>
        <source>decoded from z</source>
        <translation>декодировано из z</translation>
    </message>
    <message>
        <source>x gives μ and σ, with ε they give z, z gives the picture, that the loss; the gradient goes back</source>
        <translation>x даёт μ и σ, вместе с ε они дают z, z даёт картинку, она — функцию потерь; градиент идёт назад</translation>
    </message>
    <message>
        <source>The means, μ</source>
        <translation>Средние, μ</translation>
    </message>
    <message>
        <source>The widths, σ</source>
        <translation>Ширины, σ</translation>
    </message>
    <message>
        <source>The noise, ε</source>
        <translation>Шум, ε</translation>
    </message>
    <message>
        <source>The latent, z</source>
        <translation>Код, z</translation>
    </message>
    <message>
        <source>Gradient by μ</source>
        <translation>Градиент по μ</translation>
    </message>
    <message>
        <source>Gradient by σ</source>
        <translation>Градиент по σ</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save the edited photo</source>
        <translation>Сохранить правленую фотографию</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> пикселей</translation>
    </message>
    <message>
        <source>Leave out where the photo was taken</source>
        <translation>Не сохранять место съёмки</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Вся фотография</translation>
    </message>
    <message>
        <source>Face alone</source>
        <translation>Только лицо</translation>
    </message>
    <message>
        <source>Before beside after</source>
        <translation>До и после рядом</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Обзор…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Формат</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Качество</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Ширина</translation>
    </message>
    <message>
        <source>To the right a file looks better and is larger</source>
        <translation>Правее — файл выглядит лучше и занимает больше</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>Снимки ({0})</translation>
    </message>
</context>
<context>
    <name>SavePreview</name>
    <message>
        <source>As it is edited</source>
        <translation>Как отредактировано</translation>
    </message>
    <message>
        <source>As it is saved, at 100 %</source>
        <translation>Как сохранится, 100 %</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Работаю…</translation>
    </message>
    <message>
        <source>{0} × {1} pixels, about {2}</source>
        <translation>{0} × {1} пикс., около {2}</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Save this face</source>
        <translation>Сохранить лицо</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Сохранить проект</translation>
    </message>
    <message>
        <source>FaceLab projects ({0})</source>
        <translation>Проекты FaceLab ({0})</translation>
    </message>
    <message>
        <source>Save the animation</source>
        <translation>Сохранить анимацию</translation>
    </message>
    <message>
        <source>{0} exists already.</source>
        <translation>{0} уже существует.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Заменить</translation>
    </message>
</context>
<context>
    <name>SliderPanel</name>
    <message>
        <source>Search attributes</source>
        <translation>Поиск признаков</translation>
    </message>
    <message>
        <source>No attribute is called “{0}”.</source>
        <translation>Признака «{0}» нет.</translation>
    </message>
</context>
<context>
    <name>Synonyms</name>
    <message>
        <source>beard unshaven facial hair</source>
        <translation>борода небритый волосы на лице</translation>
    </message>
    <message>
        <source>brows</source>
        <translation>брови</translation>
    </message>
    <message>
        <source>beautiful pretty handsome beauty</source>
        <translation>красивый красота красавица</translation>
    </message>
    <message>
        <source>tired circles</source>
        <translation>усталый круги синяки</translation>
    </message>
    <message>
        <source>without hair</source>
        <translation>без волос лысина</translation>
    </message>
    <message>
        <source>fringe hair forehead</source>
        <translation>чёлка волосы лоб</translation>
    </message>
    <message>
        <source>thick mouth</source>
        <translation>толстые рот</translation>
    </message>
    <message>
        <source>large wide</source>
        <translation>крупный широкий</translation>
    </message>
    <message>
        <source>dark colour color</source>
        <translation>тёмные брюнет цвет</translation>
    </message>
    <message>
        <source>blonde fair colour color</source>
        <translation>блондинка светлые цвет</translation>
    </message>
    <message>
        <source>sharp focus</source>
        <translation>резкость размытие</translation>
    </message>
    <message>
        <source>brunette colour color</source>
        <translation>шатен каштановые цвет</translation>
    </message>
    <message>
        <source>brows thick</source>
        <translation>брови густые</translation>
    </message>
    <message>
        <source>fat thick weight slim thin</source>
        <translation>толстый полный худой вес</translation>
    </message>
    <message>
        <source>fat thick weight</source>
        <translation>толстый полный вес</translation>
    </message>
    <message>
        <source>spectacles sunglasses</source>
        <translation>солнечные</translation>
    </message>
    <message>
        <source>beard chin facial hair</source>
        <translation>борода подбородок волосы на лице</translation>
    </message>
    <message>
        <source>gray white old age colour color</source>
        <translation>серые белые старый возраст цвет</translation>
    </message>
    <message>
        <source>makeup cosmetics</source>
        <translation>косметика мейкап</translation>
    </message>
    <message>
        <source>cheeks</source>
        <translation>щёки</translation>
    </message>
    <message>
        <source>man men woman women female boy girl gender sex</source>
        <translation>мужчина женщина мужской женский мальчик девочка пол</translation>
    </message>
    <message>
        <source>teeth lips</source>
        <translation>зубы губы</translation>
    </message>
    <message>
        <source>beard moustache facial hair</source>
        <translation>борода волосы на лице</translation>
    </message>
    <message>
        <source>squint</source>
        <translation>прищур</translation>
    </message>
    <message>
        <source>beard shaved facial hair</source>
        <translation>борода бритый волосы на лице</translation>
    </message>
    <message>
        <source>shape long thin</source>
        <translation>форма вытянутое</translation>
    </message>
    <message>
        <source>white light</source>
        <translation>белая светлая</translation>
    </message>
    <message>
        <source>thin narrow</source>
        <translation>тонкий узкий</translation>
    </message>
    <message>
        <source>hair forehead balding</source>
        <translation>волосы лоб лысеющий</translation>
    </message>
    <message>
        <source>blush red makeup</source>
        <translation>румянец красные макияж</translation>
    </message>
    <message>
        <source>beard whiskers facial hair</source>
        <translation>борода баки волосы на лице</translation>
    </message>
    <message>
        <source>smile laugh grin happy serious sad</source>
        <translation>улыбка смех весёлый серьёзный грустный</translation>
    </message>
    <message>
        <source>smooth</source>
        <translation>гладкие</translation>
    </message>
    <message>
        <source>curly curls</source>
        <translation>кудри кудрявые</translation>
    </message>
    <message>
        <source>jewellery jewelry</source>
        <translation>украшения</translation>
    </message>
    <message>
        <source>cap</source>
        <translation>кепка шапка</translation>
    </message>
    <message>
        <source>lips red makeup</source>
        <translation>губы красная макияж</translation>
    </message>
    <message>
        <source>suit</source>
        <translation>костюм</translation>
    </message>
    <message>
        <source>old older age aging elderly youth wrinkles</source>
        <translation>старый старше возраст пожилой молодость морщины</translation>
    </message>
</context>
<context>
    <name>ThemeMenu</name>
    <message>
        <source>As the &amp;system has it</source>
        <translation>Как в &amp;системе</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>С&amp;ветлая</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Тёмная</translation>
    </message>
</context>
<context>
    <name>ThreeSpacesScene</name>
    <message>
        <source>Draw again</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>Reconstruction alone</source>
        <translation>Только восстановление</translation>
    </message>
    <message>
        <source>KL alone</source>
        <translation>Только KL</translation>
    </message>
    <message>
        <source>Both: a VAE</source>
        <translation>Оба: VAE</translation>
    </message>
    <message>
        <source>the same with 32 numbers</source>
        <translation>то же с 32 числами</translation>
    </message>
    <message>
        <source>{0}: what lies under the cross</source>
        <translation>{0}: то, что под крестом</translation>
    </message>
    <message>
        <source>{0}: drawn from N(0, I)</source>
        <translation>{0}: выборка из N(0, I)</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Инструменты</translation>
    </message>
    <message>
        <source>The photo as it was</source>
        <translation>Фотография до правки</translation>
    </message>
    <message>
        <source>Hold to see the photo as it was (B)</source>
        <translation>Удерживайте, чтобы увидеть фотографию до правки (B)</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Масштаб</translation>
    </message>
    <message>
        <source>Screen pixels for one of the photo&apos;s</source>
        <translation>Пикселей экрана на пиксель фотографии</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Сохранено: {0}</translation>
    </message>
</context>
</TS>
