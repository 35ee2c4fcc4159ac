<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
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
        <source>&amp;Copy edited picture</source>
        <translation>&amp;Копировать снимок</translation>
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
        <source>&amp;History</source>
        <translation>&amp;История</translation>
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
        <source>&amp;Save edited photo</source>
        <translation>Со&amp;хранить фотографию</translation>
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
    <name>AttributeName</name>
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
        <source>Where the line is yellow, more than one face in ten no longer looks like the same person.</source>
        <translation>Где линия жёлтая, больше чем одно лицо из десяти уже не похоже на того же человека.</translation>
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
    <name>BackgroundMaker</name>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Остановлено; ничего не записано.</translation>
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
        <source>Report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>Each photo gets the edit of the chosen face. The photos themselves stay.</source>
        <translation>Каждая фотография получит правку выбранного лица. Сами фотографии не изменятся.</translation>
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
        <source>Stop</source>
        <translation>Остановить</translation>
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
    <name>Editor</name>
    <message>
        <source>Face {0}</source>
        <translation>Лицо {0}</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Открывается…</translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation>Поиск лиц…</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Закрепление</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Открепление</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Способ</translation>
    </message>
    <message>
        <source>Keep my pixels</source>
        <translation>Мои пиксели</translation>
    </message>
    <message>
        <source>The same for all faces</source>
        <translation>То же для всех лиц</translation>
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
        <source>Saving…</source>
        <translation>Сохраняется…</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Остановлено; ничего не записано.</translation>
    </message>
    <message>
        <source>There is not enough memory for this; close other programs or a larger photo.</source>
        <translation>Для этого не хватает памяти; закройте другие программы или большую фотографию.</translation>
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
        <source>Choose…</source>
        <translation>Выбрать…</translation>
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
        <source>Only such faces</source>
        <translation>Только такие лица</translation>
    </message>
    <message>
        <source>First seed</source>
        <translation>Первое зерно</translation>
    </message>
    <message>
        <source>Alike to wild</source>
        <translation>Разброс</translation>
    </message>
    <message>
        <source>any</source>
        <translation>любые</translation>
    </message>
    <message>
        <source>with</source>
        <translation>есть</translation>
    </message>
    <message>
        <source>without</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Other faces</source>
        <translation>Другие лица</translation>
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
        <source>Double-click, or press Enter, to edit a face</source>
        <translation>Двойной щелчок или Enter — править лицо</translation>
    </message>
    <message>
        <source>Drawing faces…</source>
        <translation>Рисуем лица…</translation>
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
        <source>Grid</source>
        <translation>Сетка</translation>
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
        <source>space or middle button, and drag</source>
        <translation>пробел или средняя кнопка, и тянуть</translation>
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
    <name>InterpolatePage</name>
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
        <source>Choose two faces above, then move the slider.</source>
        <translation>Выберите два лица сверху и двигайте ползунок.</translation>
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
        <source>Drag the points to eyes, nose and mouth corners; Enter when they are there.</source>
        <translation>Подвиньте точки к глазам, носу и углам рта; Enter, когда они на месте.</translation>
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
        <source>Open a photo</source>
        <translation>Открыть фото</translation>
    </message>
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
        <source>{0} is a folder; drop a single photo.</source>
        <translation>{0} — папка; перетащите одну фотографию.</translation>
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
        <source>That is no photo; drop a picture file.</source>
        <translation>Это не фотография; перетащите файл снимка.</translation>
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
        <source>Loading the model…</source>
        <translation>Загружается модель…</translation>
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
        <source>Face</source>
        <translation>Лицо</translation>
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
        <translation>Серьёзность</translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation>Очки</translation>
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
        <source>Interpolate</source>
        <translation>Переход</translation>
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
    <name>SaveDialog</name>
    <message>
        <source>Save the edited photo</source>
        <translation>Сохранить правленую фотографию</translation>
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
    <name>Saver</name>
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
    <name>Sentences</name>
    <message>
        <source>{0} does not exist; check its name.</source>
        <translation>{0} не существует; проверьте имя.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); check its name and its permissions.</source>
        <translation>{0} не читается ({1}); проверьте имя и права доступа.</translation>
    </message>
    <message>
        <source>{0} is a folder; name the photos in it.</source>
        <translation>{0} — папка; назовите фотографии в ней.</translation>
    </message>
    <message>
        <source>{0} is no regular file; name a photo.</source>
        <translation>{0} — не обычный файл; назовите фотографию.</translation>
    </message>
    <message>
        <source>{0} is empty; get a fresh copy of it.</source>
        <translation>{0} — пустой файл; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{0} is {1}, which FaceLab does not read; use {2}.</source>
        <translation>{0} — {1}, FaceLab такого не читает; подойдёт {2}.</translation>
    </message>
    <message>
        <source>{0} is no picture that FaceLab knows; use {1}.</source>
        <translation>{0} — не снимок, известный FaceLab; подойдёт {1}.</translation>
    </message>
    <message>
        <source>{0} has more than {1} MB; make it smaller first.</source>
        <translation>В {0} больше {1} МБ; сначала уменьшите его.</translation>
    </message>
    <message>
        <source>{0} has more than {1} megapixels; make it smaller first.</source>
        <translation>В {0} больше {1} мегапикселей; сначала уменьшите его.</translation>
    </message>
    <message>
        <source>{0} is damaged, cut short or an uncommon kind of {1}; get a fresh copy of it, or save it as PNG in another program.</source>
        <translation>{0} повреждён, обрезан или это необычный {1}; возьмите свежую копию или сохраните его как PNG в другой программе.</translation>
    </message>
    <message>
        <source>{0} stores its samples in an uncommon way; save it as 8-bit or 16-bit RGB first.</source>
        <translation>{0} хранит отсчёты необычным образом; сначала сохраните его как RGB, 8 или 16 бит.</translation>
    </message>
    <message>
        <source>{0} is a camera&apos;s raw file or a mere preview; develop it and save it as JPEG or TIFF first.</source>
        <translation>{0} — сырой файл камеры или только его эскиз; проявите его и сохраните как JPEG или TIFF.</translation>
    </message>
    <message>
        <source>{0} has samples that are no whole numbers from 0 up; save it with 8 or 16 bits first.</source>
        <translation>Отсчёты в {0} — не целые числа от 0; сначала сохраните его с 8 или 16 битами.</translation>
    </message>
    <message>
        <source>{0} has neither 8 nor 16 bits a sample; save it with 8 or 16 bits first.</source>
        <translation>В {0} не 8 и не 16 бит на отсчёт; сначала сохраните его с 8 или 16 битами.</translation>
    </message>
    <message>
        <source>{0} needs more memory than there is; close other programs or make it smaller.</source>
        <translation>Для {0} не хватает памяти; закройте другие программы или уменьшите его.</translation>
    </message>
    <message>
        <source>There is not enough memory for it; make it smaller.</source>
        <translation>Для этого не хватает памяти; уменьшите снимок.</translation>
    </message>
    <message>
        <source>{0} cannot be listed ({1}).</source>
        <translation>Содержимое {0} не читается ({1}).</translation>
    </message>
    <message>
        <source>No face was found in this photo; give its five landmarks with --landmarks x,y,x,y,...</source>
        <translation>Лицо на фотографии не найдено; расставьте его пять точек вручную.</translation>
    </message>
    <message>
        <source>No face was found in {0}; place one by hand in the window, and take the project that you save there.</source>
        <translation>В {0} не найдено лицо; укажите его вручную в окне и возьмите сохранённый там проект.</translation>
    </message>
    <message>
        <source>These landmarks lie outside the photo, which is {0} x {1} pixels large.</source>
        <translation>Эти точки лежат вне фотографии размером {0} x {1} пикселей.</translation>
    </message>
    <message>
        <source>These landmarks make no face; give left eye, right eye, nose, left and right mouth corner, in this order.</source>
        <translation>Эти точки не складываются в лицо: левый глаз, правый глаз, нос, левый и правый угол рта.</translation>
    </message>
    <message>
        <source>its landmarks are far from a face&apos;s (turned away, or found wrongly); the edit may fail.</source>
        <translation>Точки далеки от обычного лица (оно повёрнуто или найдено неверно); правка может не удаться.</translation>
    </message>
    <message>
        <source>the model knows it worse than 95 of 100 faces; the edit may fail.</source>
        <translation>Модель знает это лицо хуже, чем 95 из 100; правка может не удаться.</translation>
    </message>
    <message>
        <source>The lock on {0} takes away or replaces more than half of the edit.</source>
        <translation>Закрепление ({0}) снимает или замещает больше половины правки.</translation>
    </message>
    <message>
        <source>{0} cannot be both asked for and locked; take the lock or the request away.</source>
        <translation>Нельзя и менять, и закреплять: {0}; снимите одно из двух.</translation>
    </message>
    <message>
        <source>{0} is the photo itself, which FaceLab never overwrites; choose another name.</source>
        <translation>{0} — сама фотография, её FaceLab никогда не перезаписывает; выберите другое имя.</translation>
    </message>
    <message>
        <source>{0} is itself given to be read, and FaceLab never overwrites that; choose another name.</source>
        <translation>{0} само дано для чтения, а такое FaceLab никогда не перезаписывает; выберите другое имя.</translation>
    </message>
    <message>
        <source>{0} has no extension of a format to write; use one of {1}.</source>
        <translation>У {0} нет расширения известного формата; подойдёт {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be written, for {1} ends at {2} pixels a side; use .png.</source>
        <translation>{0} не записать: в {1} не больше {2} пикселей по стороне; возьмите .png.</translation>
    </message>
    <message>
        <source>{0} cannot be written, for its folder does not exist; make the folder first.</source>
        <translation>{0} не записать: такой папки нет; сначала создайте её.</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}); choose another place or make room there.</source>
        <translation>{0} не записать ({1}); выберите другое место или освободите его.</translation>
    </message>
    <message>
        <source>{0} is a folder; name a file.</source>
        <translation>{0} — папка; назовите файл.</translation>
    </message>
    <message>
        <source>{0} is a file; name a folder.</source>
        <translation>{0} — файл; назовите папку.</translation>
    </message>
    <message>
        <source>{0} is no regular file; choose another name.</source>
        <translation>{0} — не обычный файл; выберите другое имя.</translation>
    </message>
    <message>
        <source>The folder {0} cannot be made ({1}); choose another place.</source>
        <translation>Папку {0} не создать ({1}); выберите другое место.</translation>
    </message>
    <message>
        <source>{0} is no FaceLab project, or a damaged one; get a fresh copy of it.</source>
        <translation>{0} — не проект FaceLab, или он повреждён; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{0} is no project that FaceLab understands; get a fresh copy of it.</source>
        <translation>{0} — проект, непонятный FaceLab; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{0} was saved by a later FaceLab; open it with that.</source>
        <translation>{0} сохранён более новым FaceLab; откройте его там.</translation>
    </message>
    <message>
        <source>{0} is damaged: its photo is not the one it was; get a fresh copy of it.</source>
        <translation>{0} повреждён: фотография в нём уже не та; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{0} is damaged; get a fresh copy of it.</source>
        <translation>{0} повреждён; возьмите свежую копию.</translation>
    </message>
    <message>
        <source>{0} cannot hold this edit: a project holds amounts from -3 to 3.</source>
        <translation>{0} не вместит эту правку: в проекте величины от -3 до 3.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}).</source>
        <translation>{0} не читается ({1}).</translation>
    </message>
    <message>
        <source>{0} holds no presets; move it away and they begin anew.</source>
        <translation>В {0} нет заготовок; уберите этот файл, и они начнутся заново.</translation>
    </message>
    <message>
        <source>This cannot be a preset; give it a name of 1 to 80 letters.</source>
        <translation>Это не станет заготовкой; дайте имя от 1 до 80 букв.</translation>
    </message>
    <message>
        <source>{0} is not a FaceLab weights file (safetensors); choose another.</source>
        <translation>{0} — не файл весов FaceLab (safetensors); выберите другой.</translation>
    </message>
    <message>
        <source>{0} is a safetensors file but not one of FaceLab&apos;s; choose another.</source>
        <translation>{0} — файл safetensors, но не от FaceLab; выберите другой.</translation>
    </message>
    <message>
        <source>{0} is no file; name a FaceLab weights file (safetensors).</source>
        <translation>{0} — не файл; назовите файл весов FaceLab (safetensors).</translation>
    </message>
    <message>
        <source>{0} holds no {1}; choose weights of that kind.</source>
        <translation>В {0} нет {1}; выберите веса этого рода.</translation>
    </message>
    <message>
        <source>{0} has a version that this FaceLab does not know; use weights of version {1}.</source>
        <translation>У {0} версия, неизвестная этому FaceLab; возьмите веса версии {1}.</translation>
    </message>
    <message>
        <source>{0} is damaged ({1}); get the file again.</source>
        <translation>{0} повреждён ({1}); возьмите файл заново.</translation>
    </message>
    <message>
        <source>{0} describes a network that this FaceLab does not know; update FaceLab.</source>
        <translation>{0} описывает сеть, неизвестную этому FaceLab; обновите FaceLab.</translation>
    </message>
    <message>
        <source>{0} holds tensors that do not fit its own description; get the file again.</source>
        <translation>Тензоры в {0} не подходят к его описанию; возьмите файл заново.</translation>
    </message>
    <message>
        <source>{0} is missing, which belongs beside its checkpoint; make it with: facelab attributes build</source>
        <translation>Нет {0}, а он нужен рядом с весами; его создаёт: facelab attributes build</translation>
    </message>
    <message>
        <source>{0} was made for another checkpoint; make one for this with: facelab attributes build</source>
        <translation>{0} создан для других весов; для этих его создаёт: facelab attributes build</translation>
    </message>
    <message>
        <source>FaceLab&apos;s own file {0} is missing; install FaceLab again.</source>
        <translation>Нет файла {0} самого FaceLab; установите FaceLab заново.</translation>
    </message>
    <message>
        <source>A sheet of {0} × {1} pixels is too large; take smaller cells, or fewer.</source>
        <translation>Лист {0} × {1} пикселей слишком велик; возьмите картинки мельче или меньше картинок.</translation>
    </message>
    <message>
        <source>{0} has no extension of an animation; use one of {1}.</source>
        <translation>У {0} нет расширения анимации; подойдут {1}.</translation>
    </message>
    <message>
        <source>No face that is {0} is found among {1} draws; ask for less.</source>
        <translation>Среди {1} попыток не нашлось лица с признаками «{0}»; просите меньшего.</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>Этот снимок</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>документ PDF</translation>
    </message>
    <message>
        <source>a PostScript program</source>
        <translation>программа PostScript</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>документ Photoshop</translation>
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
        <source>a camera&apos;s raw file</source>
        <translation>сырой файл камеры</translation>
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
        <source>a video</source>
        <translation>видео</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP or GIF</source>
        <translation>JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP или GIF</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>нет доступа</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>нет места на диске</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>диск только для чтения</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>слишком длинное имя</translation>
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
        <source>no such file or directory</source>
        <translation>такого файла нет</translation>
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
        <source>not {0}</source>
        <translation>не {0}</translation>
    </message>
</context>
<context>
    <name>SliderPanel</name>
    <message>
        <source>Search attributes</source>
        <translation>Поиск признаков</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Как открыто</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Сохранено: {0}</translation>
    </message>
    <message>
        <source>Making: {0} of {1}</source>
        <translation>Создаётся: {0} из {1}</translation>
    </message>
    <message>
        <source>No face was found in this photo; Edit, Add a face by hand places one.</source>
        <translation>Лицо на фотографии не найдено; «Правка», «Добавить лицо вручную».</translation>
    </message>
</context>
</TS>
